web-title = Перевірка документа
web-intro = Оберіть готовий PDF або ZIP з усім про документ. Перевіряє ваш браузер, просто тут: файл нікуди не надсилається.
web-choose = Обрати файл
web-drop = або перетягніть його сюди
web-checking = Перевіряю…
web-language = Мова
web-script-missing = Для цієї сторінки потрібен JavaScript. Файл можна також надіслати боту.
web-too-large = Файл більший за { $megabytes } МБ. Перевірте його командою countersign verify.
web-unreadable = Браузер не може прочитати файл. Оберіть його ще раз.

web-unchanged = Не змінено
web-unchanged-more = Від часу запечатування у файлі нічого не змінилося.
web-changed = Змінено
web-changed-more = Схоже на готовий документ, але його вміст змінено. Не покладайтеся на нього. Попросіть у відправника незмінений файл.
web-unknown = Не готовий документ
web-unknown-more = У файлі немає печатки. Він усе одно може бути справжнім. Обирайте сам файл, а не фото чи скан.
web-unsupported = Тут перевірити не можна
web-unsupported-more = Сторінка не читає файлів, записаних у такий спосіб. Надішліть його боту.

web-trust = Хто за нього ручається?
web-trust-server = Організація цього сервера: { $name }
web-trust-given = Організація, чий сертифікат ви обрали: { $name }
web-trust-other = Не та організація, чий сертифікат ви обрали. Запитайте у відправника, хто запечатав файл.
web-trust-nobody = Ніхто з відомих: запечатати файл міг будь-хто. Якщо маєте сертифікат організації, оберіть його нижче.
web-trust-changed = Ніхто. Змінений файл нічого не доводить.
web-certificate = Перевірка за сертифікатом
web-certificate-hint = Організація дає свій сертифікат кожному, хто попросить.
web-certificate-choose = Обрати сертифікат
web-certificate-chosen = Обрано: { $name }
web-certificate-unreadable = Це не сертифікат організації. Оберіть файл PEM або DER.

web-organisation = Організація
web-document = Документ
web-version = Версія
web-sealed = Запечатано
web-timestamp = Позначка часу
web-original = SHA-256 вихідного файлу
web-file = SHA-256 цього файлу
web-tally = Підписів: { $signed } з { $total }
web-signers = Підписи
web-rebound = новий акаунт з { $at }
web-revoked = зроблено до відкликання сертифіката ({ $at })
web-signer-broken = недійсний
web-signer-repeated = не враховано: другий підпис цієї людини або запиту
web-signer-other = не враховано: сертифікат не цієї організації
web-signer-late = не враховано: сертифікат було відкликано раніше
web-signer-unreadable = Запис, який не вдається прочитати

web-faults = Що не збігається
web-fault-unreadable = Файл уже не читається так, як його запечатали.
web-fault-beyond-seal = У файлі є байти, яких печатка не охоплює.
web-fault-seal-broken = Печатка не відповідає файлу.
web-fault-seal-unfit = Сертифікат печатки не призначений для печаток.
web-fault-timestamp-broken = Позначка часу не від цієї печатки.
web-fault-manifest-broken = Переліку вмісту немає, або він суперечить собі.
web-fault-document-differs = Усередині інший вихідний файл.
web-fault-records-differ = Запис підпису зник, додано або замінено.
web-fault-record-unsound = Запис підпису недійсний або про інший документ.
web-fault-signer-twice = Два записи однієї людини або одного запиту.

web-state = Запитати про стан зараз
web-state-hint = На сервер піде лише відбиток файлу (SHA-256).
web-state-finished = Тут відомо: { $organisation }, завершено { $at }. Про чужі ключі ніхто не повідомляв.
web-state-disputed-file = Тут відомо: { $organisation }, завершено { $at }. Запитайте організацію про ці ключі:
web-state-disputed = { $name }: { $at } надійшло повідомлення, що ключ на це ім’я створив хтось інший.
web-state-voided = Відкликано { $at }: { $organisation }.
web-state-unknown = Цей сервер не знає такого файлу. Можливо, він з іншого сервера.
web-state-failed = Сервер не відповідає. Спробуйте за хвилину.

web-sheet = Аркуш підписів
web-sheet-tally = Підтверджень: { $signed } з { $total }
web-sheet-open = Триває, надіслано { $at }
web-sheet-finished = Завершено { $at }
web-sheet-voided = Відкликано { $at }
web-sheet-check = Ця сторінка не показує, що саме підписано. Щоб перевірити файл, оберіть його нижче.
web-sheet-unknown = Код тут невідомий, або його сторінка не публічна. Перевірте сам файл нижче.
web-sheet-names = Показати, хто підтвердив
web-sheet-names-hint = Імена бачить лише той, хто має файл. На сервер піде тільки його відбиток.
web-sheet-names-other = Це не файл цього аркуша. Оберіть вихідний або готовий файл.

web-bundle = ZIP з усім про документ
web-bundle-same = Файлів, що збігаються з переліком усередині: { $same } з { $total }
web-bundle-differs = Не збігається або немає в переліку: { $name }
web-bundle-open = Готового файлу всередині немає, тож ці файли не захищає жодна печатка. Попросіть готовий файл.
web-bundle-broken = Цей ZIP не від Countersign або пошкоджений. Оберіть сам PDF.

web-save = Зберегти цю сторінку
web-save-hint = Збережена сторінка працює без мережі.
web-saved = Це збережена сторінка. Щоб запитати про стан файлу зараз, відкрийте { $address }

web-landing = Відкрийте в Telegram
web-landing-invitation = { $organisation }: це ваше особисте посилання. Зареєструйтеся в боті до { $until }. Нікому його не передавайте.
web-landing-request = { $organisation }: на вас чекає документ у боті Telegram. Дайте відповідь до { $until }.
web-landing-app = Відкрити Telegram
web-landing-browser = Відкрити t.me
web-landing-phone = Telegram на іншому телефоні? Наведіть його камеру на цей код.
web-landing-code = QR-код посилання
web-landing-unknown = Посилання не діє
web-landing-unknown-more = Його вже використано, строк минув або його замінено. Попросіть у керівника нове.

refused-init-data = Цю сторінку треба відкрити з чату знову. Закрийте її й натисніть кнопку в чаті ще раз.
refused-login-link = Це посилання вже використано або його час минув: воно діє один раз протягом двох хвилин. Отримайте нове в чаті.
