signing-extend = Подовжити строк
signing-extend-text = <b>{ $title }</b>
    Строк зараз: { $deadline }. До якого дня подовжити? Натисніть кнопку або введіть дату, наприклад 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } день
        [few] +{ $days } дні
       *[many] +{ $days } днів
    } · { $day }
signing-extended = <b>{ $title }</b>: строк – { $deadline }. { $told ->
        [0] Сповіщати нікого.
        [one] Сповіщення отримає { $told } людина.
        [few] Сповіщення отримають { $told } людини.
       *[many] Сповіщення отримають { $told } людей.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    Строк подовжено: тепер до { $deadline }.
refused-deadline-not-later = Документ і так чекає до цього дня або довше. Оберіть пізніший день.

signing-hand-on = ↪️ Передати колезі
signing-hand-on-text = <b>{ $title }</b>
    Кому передати? Введіть частину імені колеги. Документ отримає ця людина, а вас про нього більше не питатимуть.
signing-hand-on-found = Оберіть колегу або введіть інше ім’я.
signing-hand-on-nobody = Не знайдено нікого, кому можна передати. Введіть хоча б дві літери імені; людина має бути зареєстрована й ще не мати цього документа.
signing-hand-on-ask = Передати документ <b>{ $title }</b>?
    Замість вас відповість { $name }, строк – { $deadline }. Автор дізнається про це; повернути документ собі ви не зможете.
signing-hand-on-yes = Так, передати
signing-hand-on-another = Обрати іншу людину
signing-handed-on = ↪️ Документ <b>{ $title }</b> передано. Тепер на нього відповість { $name }; вам робити більше нічого не треба.
signing-handed-on-by = ↪️ Документ вам передає { $name }.
signing-statement-instead = Документ мені передано, відповідаю замість: { $name }.
signing-my-card-instead = ↪️ Замість: { $name }
signing-place-instead = { $name } (замість: { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } передає документ колезі. Тепер на нього відповість { $colleague }.
sheet-instead-of = замість: { $name }
refused-handing-on = Цей документ передати не можна: автор чекає на відповідь саме від вас. Якщо він не для вас, відмовтеся і напишіть чому.
refused-colleague-unreached = { $name } не отримає документ: немає реєстрації, людину звільнено або бота заблоковано. Оберіть когось іншого.
refused-handing-on-gone = Ця кнопка – від іншого документа. Відкрийте потрібний у «Моїх документах» і натисніть «Передати колезі» ще раз.

signing-documents-all = Усієї організації
signing-documents-mine = Мої
signing-documents-which-all = Усі
signing-documents-which-open = У роботі
signing-documents-which-ended = Закриті
signing-documents-none = Таких документів немає. Оберіть інший фільтр нижче.
signing-places-everyone = Усі
signing-places-waiting = Хто не відповів
signing-documents-of-button = 📄 Документи
signing-documents-of = <b>{ $name }</b>, { $total ->
        [0] документів ще не було.
       *[other] документи: { $total }
    }
signing-more = Ще…
signing-more-text = <b>{ $title }</b>

    Що зробити з цим документом?
signing-downloads = ⬇️ Файли
signing-original = Оригінал, як надіслано
signing-downloads-text = <b>{ $title }</b>
    Що завантажити?
signing-sheet-pdf = Поточний аркуш підписів, PDF
signing-sheet-xlsx = Поточний аркуш підписів, XLSX
signing-bundle = Усі файли й докази, ZIP
signing-sheet-shown = <b>{ $title }</b>: поточний аркуш підписів. Доказом є готовий файл, а не цей аркуш.
signing-sheet-remark = { $title } · SHA-256 { $fingerprint }
signing-sheet-column-place = №
signing-sheet-column-number = Табельний №
signing-sheet-column-name = Ім’я
signing-sheet-column-position = Посада
signing-sheet-column-department = Підрозділ
signing-sheet-column-instead-of = Замість кого
signing-sheet-column-state = Стан
signing-sheet-column-sent = Надіслано
signing-sheet-column-delivered = Доставлено
signing-sheet-column-opened = Відкрито
signing-sheet-column-settled = Відповідь
signing-sheet-column-reason = Причина відмови
signing-sheet-column-signature = Підпис
signing-bundle-shown = <b>{ $title }</b>: { $parts ->
        [1] усі файли й докази
       *[other] усі файли й докази, файл { $part } з { $parts }
    }. Усередині є телефони та ID у Telegram тих, хто підписав: передавайте лише тим, кому це потрібно. Як перевіряти, сказано в README.txt.
signing-bundle-readme = { $title }
    SHA-256 оригіналу: { $fingerprint }

    ЩО ТУТ Є
    original/      документ, яким його надіслали
    finished/      готовий файл із підписами та печаткою організації (коли документ завершено)
    sheet.pdf      аркуш підписів на час складання архіву; для читання, не доказ
    records/       на кожен підпис три файли: запис (.json), підпис до нього (.sig), сертифікат підписувача (.pem)
    certificates/  сертифікати організації та її печатки
    manifest.json  перелік усіх файлів із їхніми SHA-256 і стан кожного адресата

    ЯК ПЕРЕВІРИТИ БЕЗ НАШОЇ ПРОГРАМИ (ID – ім’я файлу запису без розширення)
    1. Підпис стоїть саме під цим записом:
       openssl x509 -in records/ID.pem -noout -pubkey > key.pem
       openssl dgst -sha256 -verify key.pem -signature records/ID.sig records/ID.json
    2. Сертифікат підписувача видала ця організація (час беріть із act.confirmed_at запису):
       openssl verify -CAfile certificates/organisation.pem -attime СЕКУНДИ_UNIX records/ID.pem
       Друга команда має показати Countersign person, якщо в записі act.method дорівнює tap+pin, і Countersign single tap, якщо tap:
       openssl x509 -in records/ID.pem -noout -subject
    3. Запис саме про цей документ: document.sha256 у записі дорівнює SHA-256 файлу з original/:
       sha256sum original/*
    4. Готовий файл не змінено: відкрийте його у програмі, що перевіряє підписи PDF, або виконайте
       pdfsig -nocert finished/*
    Або одним кроком: countersign verify ФАЙЛ --certificate certificates/organisation.pem

    Сертифікат організації звірте з тим, який вона дає сама: без цього доведено лише цілісність.
sheet-interim-title = Аркуш підписів та ознайомлення: стан на час складання
sheet-interim-note = Цей аркуш показує стан на час складання і може змінитися. Доказами є готовий файл із печаткою організації та записи підписів у ньому, а не цей аркуш.
refused-bundle-too-large = Разом файли більші за { $megabytes } МБ, для чату це забагато. Завантажте файли людей окремо з екрана «Хто на якому кроці».

signing-list-read = 📄 У списку знайдено { $people ->
        [one] <b>{ $people }</b> людину.
        [few] <b>{ $people }</b> людини.
       *[many] <b>{ $people }</b> людей.
    } { $unmatched ->
        [0] Усі рядки розпізнано.
        [one] Не розпізнано { $unmatched } рядок:
        [few] Не розпізнано { $unmatched } рядки:
       *[many] Не розпізнано { $unmatched } рядків:
    }
signing-list-line = • { $line }
signing-list-row = рядок { $row }: «{ $text }» – { $why }
signing-list-more = … та ще { $more }, усі – у файлі вище
signing-list-unmatched = Нерозпізнаних рядків: { $count }. Виправте їх у списку й надішліть його ще раз або йдіть далі без них.
signing-list-file = не-знайдено.txt
signing-list-unknown = немає в списку організації
signing-list-several = підходить кілька людей, додайте табельний номер
signing-list-contradicts = номер і ім’я належать різним людям
signing-list-unregistered = ще не зареєстровано
signing-list-dismissed = звільнено
signing-list-hidden = рядок приховано в таблиці
