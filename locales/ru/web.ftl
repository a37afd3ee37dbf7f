web-title = Проверка документа
web-intro = Выберите готовый PDF или ZIP со всем о документе. Проверяет ваш браузер, прямо здесь: файл никуда не отправляется.
web-choose = Выбрать файл
web-drop = или перетащите его сюда
web-checking = Проверяю…
web-language = Язык
web-script-missing = Для этой страницы нужен JavaScript. Файл можно также прислать боту.
web-too-large = Файл больше { $megabytes } МБ. Проверьте его командой countersign verify.
web-unreadable = Браузер не может прочитать файл. Выберите его ещё раз.

web-unchanged = Не изменён
web-unchanged-more = С тех пор как файл запечатали, в нём ничего не изменилось.
web-changed = Изменён
web-changed-more = Похоже на готовый документ, но его содержимое изменено. Не полагайтесь на него. Попросите у отправителя неизменённый файл.
web-unknown = Не готовый документ
web-unknown-more = В файле нет печати. Он всё равно может быть подлинным. Выбирайте сам файл, а не фото или скан.
web-unsupported = Здесь проверить нельзя
web-unsupported-more = Страница не читает файлы, записанные таким способом. Пришлите его боту.

web-trust = Кто за него ручается?
web-trust-server = Организация этого сервера: { $name }
web-trust-given = Организация, чей сертификат вы выбрали: { $name }
web-trust-other = Не та организация, чей сертификат вы выбрали. Спросите у отправителя, кто запечатал файл.
web-trust-nobody = Никто из известных: запечатать файл мог кто угодно. Если у вас есть сертификат организации, выберите его ниже.
web-trust-changed = Никто. Изменённый файл ничего не доказывает.
web-certificate = Проверка по сертификату
web-certificate-hint = Организация даёт свой сертификат каждому, кто попросит.
web-certificate-choose = Выбрать сертификат
web-certificate-chosen = Выбран: { $name }
web-certificate-unreadable = Это не сертификат организации. Выберите файл PEM или DER.

web-organisation = Организация
web-document = Документ
web-version = Версия
web-sealed = Запечатан
web-timestamp = Отметка времени
web-original = SHA-256 исходного файла
web-file = SHA-256 этого файла
web-tally = Подписей: { $signed } из { $total }
web-signers = Подписи
web-rebound = новый аккаунт с { $at }
web-revoked = сделана до отзыва сертификата ({ $at })
web-signer-broken = недействительна
web-signer-repeated = не учтена: вторая подпись этого человека или запроса
web-signer-other = не учтена: сертификат не этой организации
web-signer-late = не учтена: сертификат был отозван раньше
web-signer-unreadable = Запись, которую не удаётся прочитать

web-faults = Что не совпадает
web-fault-unreadable = Файл уже не читается так, как его запечатали.
web-fault-beyond-seal = В файле есть байты, которых печать не охватывает.
web-fault-seal-broken = Печать не соответствует файлу.
web-fault-seal-unfit = Сертификат печати не предназначен для печатей.
web-fault-timestamp-broken = Отметка времени не от этой печати.
web-fault-manifest-broken = Перечня содержимого нет, или он противоречит себе.
web-fault-document-differs = Внутри другой исходный файл.
web-fault-records-differ = Запись подписи исчезла, добавлена или заменена.
web-fault-record-unsound = Запись подписи недействительна или о другом документе.
web-fault-signer-twice = Две записи одного человека или одного запроса.

web-state = Спросить о статусе сейчас
web-state-hint = На сервер уйдёт только отпечаток файла (SHA-256).
web-state-finished = Здесь известен: { $organisation }, завершён { $at }. О чужих ключах никто не сообщал.
web-state-disputed-file = Здесь известен: { $organisation }, завершён { $at }. Спросите организацию об этих ключах:
web-state-disputed = { $name }: { $at } получено сообщение, что ключ на это имя создал кто-то другой.
web-state-voided = Отозван { $at }: { $organisation }.
web-state-unknown = Этот сервер не знает такого файла. Возможно, он с другого сервера.
web-state-failed = Сервер не отвечает. Попробуйте через минуту.

web-sheet = Лист подписей
web-sheet-tally = Подтверждений: { $signed } из { $total }
web-sheet-open = Идёт, отправлен { $at }
web-sheet-finished = Завершён { $at }
web-sheet-voided = Отозван { $at }
web-sheet-check = Эта страница не показывает, что именно подписано. Чтобы проверить файл, выберите его ниже.
web-sheet-unknown = Код здесь неизвестен, или его страница не публичная. Проверьте сам файл ниже.
web-sheet-names = Показать, кто подтвердил
web-sheet-names-hint = Имена видит только тот, у кого есть файл. На сервер уйдёт только его отпечаток.
web-sheet-names-other = Это не файл этого листа. Выберите исходный или готовый файл.

web-bundle = ZIP со всем о документе
web-bundle-same = Файлов, которые совпадают с перечнем внутри: { $same } из { $total }
web-bundle-differs = Не совпадает или нет в перечне: { $name }
web-bundle-open = Готового файла внутри нет, поэтому эти файлы не защищает ни одна печать. Попросите готовый файл.
web-bundle-broken = Этот ZIP не от Countersign или повреждён. Выберите сам PDF.

web-save = Сохранить эту страницу
web-save-hint = Сохранённая страница работает без сети.
web-saved = Это сохранённая страница. Чтобы спросить о статусе файла сейчас, откройте { $address }

web-landing = Откройте в Telegram
web-landing-invitation = { $organisation }: это ваша личная ссылка. Зарегистрируйтесь в боте до { $until }. Никому её не передавайте.
web-landing-request = { $organisation }: вас ждёт документ в боте Telegram. Ответьте до { $until }.
web-landing-app = Открыть Telegram
web-landing-browser = Открыть t.me
web-landing-phone = Telegram на другом телефоне? Наведите его камеру на этот код.
web-landing-code = QR-код ссылки
web-landing-unknown = Ссылка не работает
web-landing-unknown-more = Её уже использовали, срок истёк или её заменили. Попросите у руководителя новую.

refused-init-data = Эту страницу нужно открыть из чата заново. Закройте её и нажмите кнопку в чате ещё раз.
refused-login-link = Эта ссылка уже использована или её время вышло: она действует один раз в течение двух минут. Получите новую в чате.
