staff-button = Працівники
staff-list = <b>Працівники</b>: у списку { $total }, зареєстровано { $registered }.
    Напишіть частину імені, номера чи телефону, щоб знайти людину.
staff-found = <b>{ $words }</b>: { $total ->
        [one] знайдено { $total } людину
        [few] знайдено { $total } людини
       *[other] знайдено { $total } людей
    }.
staff-import = Надіслати список боту
staff-import-ask = Надішліть список працівників файлом: XLSX або CSV. Потрібні заголовки: <b>ПІБ</b> і хоча б одне з трьох – табельний номер, телефон чи e-mail. Посада й підрозділ – за бажанням. Спершу ви побачите, що зміниться; без вашої згоди не зміниться нічого.
list-reading = ⏳ Читаю список…
staff-dry-run = <b>Ось що змінить цей список. Поки нічого не змінено.</b>
    Нових: { $new }
    Змінених: { $changed }
    Без змін: { $unchanged }
    Є у списку, але немає у файлі (залишаться): { $left_out }
    Рядків із помилками: { $bad }
staff-bad-row = Рядок { $row }: { $reasons }
staff-dry-run-more = … та ще { $more }
staff-dry-run-nothing = Змінювати нічого.
staff-apply = { $count ->
        [one] Застосувати { $count } зміну
        [few] Застосувати { $count } зміни
       *[other] Застосувати { $count } змін
    }
staff-imported = ✅ Готово. Нових: { $new }, змінених: { $changed }, без змін: { $unchanged }.
    Далі: відкрийте картку людини й передайте їй особисте посилання.
staff-card = <b>{ $name }</b> · { $status }
staff-card-number = Таб. № { $value }
staff-card-position = { $value }
staff-card-phone = Телефон у списку: { $value }
staff-card-email = { $value }
staff-card-role = Роль: { $value }
staff-card-bound = Телефон під час реєстрації: { $value }
staff-card-invited-until = Посилання діє до { $until }
staff-revoke = 🚫 Відкликати посилання
staff-link-revoked = Посилання відкликано: { $name }. Воно більше нічого не відкриє.
refused-no-link = { $name }: чинного посилання немає. Якщо людина ще має зареєструватися, створіть нове.
staff-status-not-invited = без запрошення
staff-status-invited = запрошення видано
staff-status-opened = посилання відкрито
staff-status-registered = зареєстровано
staff-status-blocked = бота заблоковано
staff-status-dismissed = звільнено
staff-status-erased = дані стерто
staff-invite = Особисте посилання
staff-reinvite = Нове посилання (старе не діятиме)
staff-copy-link = Скопіювати посилання
staff-link = Особисте посилання: <b>{ $name }</b>. Діє для однієї реєстрації до { $until }:

    <code>{ $link }</code>

    Передайте його лише цій людині: зареєструється той, хто відкриє його першим і чий номер збігається зі списком.
staff-filter = 🔎 Статус або підрозділ
staff-everyone = Показати всіх
staff-filter-ask = Кого показати? Оберіть статус, підрозділ або і те, і те. Або просто напишіть частину імені, номера чи телефону.
staff-link-qr = Показати QR-код
staff-link-qr-shown = Особистий QR-код: <b>{ $name }</b>. Нехай людина наведе на нього камеру свого телефона. Діє для однієї реєстрації до { $until }.
staff-export = Отримати список файлом
staff-export-remark = Не пересилайте: персональні дані та особисті посилання. Кожне посилання віддайте лише його власникові.
staff-export-file = Працівники.xlsx
staff-export-done = <b>⚠️ Тут персональні дані й особисті посилання.</b> Кожне посилання віддайте лише його власникові, а файл після роботи видаліть.
    Людей: { $people }, із посиланням: { $links }. Це повідомлення зникне { $until }.
staff-column-number = Табельний номер
staff-column-name = ПІБ
staff-column-position = Посада
staff-column-department = Підрозділ
staff-column-role = Роль
staff-column-phone = Телефон
staff-column-email = E-mail
staff-column-status = Статус
staff-column-bound = Телефон під час реєстрації
staff-column-link = Особисте посилання
staff-channel-email = E-mail
staff-channel-sms = SMS
staff-send-email = ✉️ Надіслати на e-mail
staff-send-sms = 💬 Надіслати SMS
staff-add-email = ✉️ Додати e-mail і надіслати
staff-add-sms = 💬 Додати телефон і надіслати SMS
staff-ask-email = Напишіть e-mail цієї людини. Він збережеться в картці, і посилання піде туди.
staff-ask-sms = Напишіть телефон цієї людини. Він збережеться в картці, і посилання піде туди.
staff-letter-ordered = Надсилаю.
staff-letter-sent = ✅ { $channel }: посилання надіслано
staff-letter-waiting = ⏳ { $channel }: надсилається
staff-letter-refused = ⚠️ { $channel }: не прийнято ({ $error }). Перевірте адресу або спробуйте інший спосіб.
staff-letter-unsure = ❓ { $channel }: невідомо, чи дійшло ({ $error }). Запитайте людину, перш ніж надсилати вдруге.
staff-letter-subject = { $organisation }: ваше особисте посилання
staff-letter-text = { $name }, вітаємо!

    { $organisation } запрошує вас до свого бота в Telegram: підписувати документи й показувати перепустки. Відкрийте посилання на телефоні, де є Telegram:

    { $link }

    Воно діє для однієї реєстрації до { $until } і лише для вас: не пересилайте його.
staff-letter-sms = { $organisation }: { $name }, ваше особисте посилання для реєстрації в Telegram-боті: { $link }
staff-fallback-request-sent = на вас чекає документ на підпис
staff-fallback-request-reminder = нагадування: документ чекає на ваш підпис
staff-fallback-request-overdue = строк підписання документа минув
staff-fallback-deadline-moved = строк підписання документа змінено
staff-fallback-refusal-act = складено акт про те, що ви не підписали документ
staff-fallback-service-qr-reminder = строк службового QR-коду добігає кінця
staff-fallback-service-qr-expired = строк службового QR-коду минув
staff-fallback-pass-reminder = строк вашої перепустки добігає кінця
staff-fallback-passes-ending = скоро закінчаться перепустки ваших працівників
staff-fallback-identity-changed = ваші дані у списку працівників змінено. Якщо це помилка, зателефонуйте керівникові
staff-fallback-relinking-begun = створено посилання, за яким за вас діятиме інший акаунт Telegram. Якщо ви про це не знаєте, зателефонуйте керівникові
staff-fallback-rebinding-announced = незабаром за вас підписуватиме інший акаунт Telegram або номер телефону. Якщо він не ваш, негайно зателефонуйте керівникові
staff-fallback-account-replaced = відтепер за вас підписує інший акаунт Telegram або номер телефону. Якщо він не ваш, негайно зателефонуйте керівникові
staff-fallback-goes = ✉️ Telegram недоступний: важливе надходить через { $channel }
staff-fallback-subject = { $organisation }: { $what }
staff-fallback-text = { $name }, вітаємо!

    { $organisation }: не вдалося написати вам у Telegram (бота заблоковано або акаунт видалено). Ідеться про таке: { $what }.

    Відкрийте бота за посиланням і натисніть «Запустити» чи «Перезапустити»: тоді він знову зможе вам писати.

    { $link }
staff-fallback-sms = { $organisation }: { $what }. Відкрийте бота: { $link }
staff-invite-everyone = ✉️ Запросити всіх
staff-invite-everyone-ask = Надіслати особисті посилання всім, хто ще не зареєструвався? Ті, кому його вже надіслано цим способом, удруге не отримають.
staff-no-channels = Надсилання e-mail та SMS не налаштовано; це може зробити адміністратор. Поки що надрукуйте картки (кнопка нижче), покажіть людині її QR-код або отримайте список файлом.
staff-everyone-email = Усім на e-mail
staff-everyone-sms = Усім через SMS
staff-letters = <b>Запрошення</b>
    Надіслано: { $sent }
    Чекають: { $waiting }
    Не надіслано: { $refused } (причина – у картці людини)
staff-letters-without = Без адреси: { $without }. Додайте її в картці або отримайте список файлом.
staff-letters-refresh = 🔄 Оновити
refused-address-missing = { $name }: у картці немає адреси для такого надсилання. Додайте її та спробуйте ще раз.
refused-letter-sent = { $name }: це посилання вже надіслано цим способом. Щоб надіслати ще раз, створіть нове посилання.
refused-address-unfit = Це не схоже на адресу. Напишіть її ще раз або натисніть /cancel.
refused-address-taken = Цей номер у списку вже має { $name }. Напишіть інший або натисніть /cancel.
staff-cards = 🖨 Картки для друку
staff-cards-hint = Наведіть камеру телефона з Telegram на код і поділіться номером. Картка лише для вас.
staff-cards-until = Діє для однієї реєстрації до { $until }
staff-cards-file = Картки.pdf
staff-cards-done = <b>⚠️ Це особисті посилання.</b> Надрукуйте, розріжте й віддайте кожну картку лише її власникові.
    Карток: { $cards }. Це повідомлення зникне { $until }.
staff-cards-left = Не вмістилося: { $left }. Роздайте ці картки, а наступні надрукуйте, коли люди зареєструються.
refused-nobody-to-invite = Запрошувати нікого: усі зі списку вже зареєстровані.
staff-dry-run-renamed = ⚠️ Рядок { $row }: інше ім’я під тим самим номером чи телефоном: { $before } → { $after }. Чи це та сама людина?
staff-dry-run-sheets = ⚠️ Прочитано один аркуш. Не прочитано: { $sheets }.
staff-dry-run-columns = ℹ️ Не використано стовпці: { $columns }{ $more ->
        [0] {""}
       *[other] {" "}… та ще { $more }
    }.
staff-dry-run-hidden = ℹ️ Прихованих рядків: { $count }. Їх не взято: у таблиці їх не видно, наприклад через фільтр.
staff-dry-run-hidden-columns = ℹ️ Прочитано й приховані стовпці: { $columns }.
staff-dry-run-dismissed = ℹ️ Рядків зі статусом «звільнено»: { $count }. Їх пропущено.
staff-dry-run-repeated = ℹ️ Рядків, що точно повторюють інший: { $count }. Їх пропущено.
staff-take-hidden = Взяти й приховані рядки ({ $count })
staff-undecided-button = Вирішити, хто лишається ({ $count })
staff-undecided = Немає у файлі: { $left_out }. Були звільнені й знову у файлі: { $returned }. Вирішіть щодо кожного; решта лишається в списку, як є.
staff-undecided-none = Рішень більше не чекає ніхто. Список відповідає файлу.
roster-unused-column = «{ $label }» ({ $looks })
roster-unused-unnamed = стовпець { $letters } без заголовка ({ $looks })
roster-unused-hidden = прихований
roster-looks-phones = схоже на телефони
roster-looks-emails = схоже на e-mail
roster-looks-dates = дати
roster-looks-numbers = числа
roster-looks-errors = помилки
roster-looks-text = текст
staff-left-out = 🚪 Звільнити: { $name }
staff-returned = ↩️ Повернути: { $name }
staff-bad-rows = Рядків із помилками: { $count }. Усі вони з причинами – у файлі. Виправте їх у таблиці й надішліть її знову.
staff-bad-rows-head = рядок	причина
staff-bad-rows-file = Рядки з помилками.txt
staff-reinstate = ↩️ Повернути до списку
staff-reinstated = <b>{ $name }</b> знову у списку. Далі: відкрийте картку й дайте особисте посилання; старі перепустки й доступ не повертаються.
staff-open-card = Відкрити картку
refused-phone-taken = Номер цієї людини вже має { $name }. Спершу виправте номер у списку.
staff-unlock = Розблокувати PIN
staff-unlocked = PIN розблоковано: { $name }.
staff-make-manager = Зробити керівником
staff-make-employee = Зняти роль керівника
staff-name-guard = 🛡 Призначити черговим
staff-unname-guard = Більше не черговий
staff-dismiss = Звільнити
staff-dismiss-ask = Звільнити: <b>{ $name }</b>? Доступ, зміни й перепустки припиняться одразу, відкриті документи буде закрито. Підписане залишиться чинним.
staff-dismiss-confirm = Так, звільнити
staff-dismissed = <b>{ $name }</b>: доступ припинено. Закрито документів: { $requests }, перепусток: { $passes }, змін: { $shifts }.
staff-mismatch-approved = Номер прийнято: <b>{ $name }</b> може поділитися ним знову.
staff-mismatch-refused = Відмовлено. <b>{ $name }</b> отримає про це повідомлення.

notice-dismissed = Ваш доступ припинено. Підписане вами залишається чинним. Якщо це помилка, поговоріть із керівником. Отримати свої дані: /mydata.

roster-column-number = табельний номер
roster-column-name = ПІБ
roster-column-position = посада
roster-column-department = підрозділ
roster-column-phone = телефон
roster-column-email = e-mail

refused-person-dismissed = { $name }: цю людину звільнено.
refused-nothing-claimed = { $name }: питання з іншим номером уже вирішено.
refused-import-outdated = Список тим часом змінився. Надішліть файл ще раз, щоб побачити, що він змінить тепер.

roster-fault-missing = не заповнено: { $column }
roster-fault-unidentified = немає ні номера, ні телефону, ні e-mail
roster-fault-unreadable = { $column }: не вдалося прочитати «{ $value }»
roster-fault-cut-short = { $column }: таблиця обрізала значення «{ $value }»
roster-fault-turned-into-date = { $column }: таблиця перетворила значення на дату «{ $value }»
roster-fault-cell-error = помилка в клітинці: { $column }
roster-fault-not-calculated = { $column }: формулу ще не обчислено; відкрийте файл у табличній програмі й збережіть
roster-fault-several = кілька значень в одній клітинці: { $column }
roster-fault-too-long = задовге значення: { $column }
roster-fault-repeated = { $column } «{ $value }» є і в рядку { $row }
roster-fault-taken = { $column } «{ $value }» уже має { $holder }

refused-roster-too-large = Список завеликий: понад { $megabytes } МБ у розпакованому вигляді. Надішліть його частинами.
refused-roster-too-many-rows = У списку понад { $rows } рядків. Надішліть його частинами.
refused-roster-unreadable = Це не XLSX і не CSV, або файл пошкоджено. Відкрийте його в табличній програмі, збережіть як XLSX і надішліть знову.
refused-roster-file-kind = { $kind ->
        [pdf] Це PDF, а не таблиця. Надішліть таблицю, з якої його зроблено, як XLSX.
        [picture] Це зображення, а не таблиця. Надішліть сам список як XLSX.
        [html] Це вебсторінка (HTML), хоч би як називався файл. Відкрийте його в табличній програмі, збережіть як XLSX і надішліть знову.
        [xml2003] Це таблиця XML 2003. Відкрийте її в табличній програмі, збережіть як XLSX і надішліть знову.
        [fods] Це таблиця OpenDocument (FODS). Збережіть її як XLSX і надішліть знову.
        [ods] Це таблиця OpenDocument (ODS). Збережіть її як XLSX і надішліть знову.
        [xlsb] Це двійкова книга Excel (XLSB). Збережіть її як XLSX і надішліть знову.
        [numbers] Це таблиця Numbers. Експортуйте її як XLSX і надішліть знову.
        [text] Це текстовий документ або презентація, а не таблиця. Скопіюйте список у таблицю, збережіть як XLSX і надішліть.
        [rtf] Це текстовий документ (RTF), а не таблиця. Скопіюйте список у таблицю, збережіть як XLSX і надішліть.
        [archive] Це архів. Розпакуйте його й надішліть саму таблицю.
       *[xml] Це XML, а не таблиця. Відкрийте файл у табличній програмі, збережіть як XLSX і надішліть знову.
    }
refused-roster-encoding = Не вдалося визначити кодування цього тексту, і літери прочиталися б неправильно. Збережіть список як XLSX або CSV UTF-8 і надішліть знову.
refused-roster-too-complex = Список заскладний, щоб його прочитати. Скопіюйте лише рядки з людьми в нову таблицю, збережіть як XLSX і надішліть її.
refused-roster-old-workbook = Це старий XLS або файл під паролем. Збережіть його як XLSX без пароля й надішліть знову.
refused-roster-quotes = Біля рядка { $row } непарні лапки, тож клітинки не розділити. Збережіть список як XLSX і надішліть знову.
refused-roster-headings = { $missing ->
        [name] Немає стовпця з ПІБ.
        [identity] Немає стовпця з табельним номером, телефоном чи e-mail.
       *[both] Немає стовпця з ПІБ і стовпця з табельним номером, телефоном чи e-mail.
    } Знайдено: { $found }. Додайте заголовки стовпців і надішліть список знову.
refused-roster-empty = У цьому списку нікого немає. Перевірте, чи рядки на першому аркуші, і надішліть знову.
