signing-extend = Продлить срок
signing-extend-text = <b>{ $title }</b>
    Срок сейчас: { $deadline }. До какого дня продлить? Нажмите кнопку или введите дату: 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } день
        [few] +{ $days } дня
       *[many] +{ $days } дней
    } · { $day }
signing-extended = <b>{ $title }</b>: срок – { $deadline }. { $told ->
        [0] Сообщать некому.
        [one] Сообщаем об этом { $told } человеку.
        [few] Сообщаем об этом { $told } людям.
       *[many] Сообщаем об этом { $told } людям.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    Срок продлён: теперь до { $deadline }.
refused-deadline-not-later = Документ и так ждёт до этого дня или дольше. Выберите день позже.

signing-hand-on = ↪️ Передать коллеге
signing-hand-on-text = <b>{ $title }</b>
    Кому передать? Введите часть имени коллеги. Документ придёт этому человеку, а вас о нём больше не спросят.
signing-hand-on-found = Выберите коллегу или введите другое имя.
signing-hand-on-nobody = Передать некому: нужны хотя бы две буквы имени зарегистрированного человека, у которого этого документа ещё нет. Введите другое имя.
signing-hand-on-ask = Передать документ <b>{ $title }</b>?
    Вместо вас ответит { $name }, срок – { $deadline }. Автор узнает об этом; вернуть документ себе вы не сможете.
signing-hand-on-yes = Да, передать
signing-hand-on-another = Выбрать другого человека
signing-handed-on = ↪️ Документ <b>{ $title }</b> передан. Теперь отвечает { $name }; больше ничего делать не нужно.
signing-handed-on-by = ↪️ Документ вам передаёт { $name }.
signing-statement-instead = Документ мне передан, подписываю вместо: { $name }.
signing-my-card-instead = ↪️ Вместо: { $name }
signing-place-instead = { $name } (вместо: { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } передаёт документ дальше. Теперь отвечает { $colleague }.
sheet-instead-of = вместо: { $name }
refused-handing-on = Этот документ передать нельзя: автор ждёт ответа именно от вас. Если он не для вас, откажитесь и напишите почему.
refused-colleague-unreached = { $name } не может получить документ: человек не зарегистрирован, уволен или заблокировал бота. Выберите кого-нибудь другого.
refused-handing-on-gone = Эта кнопка – от другой передачи. Откройте документ в «Мои документы» и нажмите «Передать коллеге» ещё раз.

signing-documents-all = Организации
signing-documents-mine = Мои
signing-documents-which-all = Все
signing-documents-which-open = В работе
signing-documents-which-ended = Закрытые
signing-documents-none = Таких документов нет. Выберите другое ниже.
signing-places-everyone = Все
signing-places-waiting = Кто не ответил
signing-documents-of-button = 📄 Документы
signing-documents-of = <b>{ $name }</b>, { $total ->
        [0] документов ещё не было.
       *[other] документы: { $total }
    }
signing-more = Ещё…
signing-more-text = <b>{ $title }</b>

    Что сделать с этим документом?
signing-downloads = ⬇️ Файлы
signing-original = Как отправлен
signing-downloads-text = <b>{ $title }</b>
    Что скачать?
signing-sheet-pdf = Лист подписей на сейчас, PDF
signing-sheet-xlsx = Лист подписей на сейчас, XLSX
signing-bundle = Всё вместе с доказательствами, ZIP
signing-sheet-shown = <b>{ $title }</b>: лист на эту минуту. Доказательством служит готовый файл, не этот лист.
signing-sheet-remark = { $title } · SHA-256 { $fingerprint }
signing-sheet-column-place = №
signing-sheet-column-number = Табельный №
signing-sheet-column-name = Имя
signing-sheet-column-position = Должность
signing-sheet-column-department = Подразделение
signing-sheet-column-instead-of = Вместо кого
signing-sheet-column-state = Состояние
signing-sheet-column-sent = Отправлено
signing-sheet-column-delivered = Доставлено
signing-sheet-column-opened = Открыто
signing-sheet-column-settled = Ответ
signing-sheet-column-reason = Причина отказа
signing-sheet-column-signature = Подпись
signing-bundle-shown = <b>{ $title }</b>: { $parts ->
        [1] всё, что есть о документе
       *[other] всё, что есть о документе, файл { $part } из { $parts }
    }. Внутри телефоны и номера Telegram подписавших: передавайте только тем, кому это нужно. Как проверять, сказано в README.txt.
signing-bundle-readme = { $title }
    SHA-256 оригинала: { $fingerprint }

    ЧТО ЗДЕСЬ ЕСТЬ
    original/      документ, каким его отправили
    finished/      готовый файл с подписями и печатью организации (когда документ завершён)
    sheet.pdf      лист подписей на время составления архива; для чтения, не доказательство
    records/       на каждую подпись три файла: запись (.json), подпись к ней (.sig), сертификат подписавшего (.pem)
    certificates/  сертификаты организации и её печати
    manifest.json  перечень всех файлов с их SHA-256 и состояние каждого получателя

    КАК ПРОВЕРИТЬ БЕЗ НАШЕЙ ПРОГРАММЫ (ID – имя файла записи без расширения)
    1. Подпись стоит именно под этой записью:
       openssl x509 -in records/ID.pem -noout -pubkey > key.pem
       openssl dgst -sha256 -verify key.pem -signature records/ID.sig records/ID.json
    2. Сертификат подписавшего выдала эта организация (время берите из act.confirmed_at записи):
       openssl verify -CAfile certificates/organisation.pem -attime СЕКУНДЫ_UNIX records/ID.pem
    3. Запись именно об этом документе: document.sha256 в записи равен SHA-256 файла из original/:
       sha256sum original/*
    4. Готовый файл не изменён: откройте его в программе, которая проверяет подписи PDF, или выполните
       pdfsig -nocert finished/*
    Или одним шагом: countersign verify ФАЙЛ --certificate certificates/organisation.pem

    Сертификат организации сверьте с тем, который она даёт сама: без этого доказана лишь целостность.
sheet-interim-title = Лист подписей и ознакомления: состояние на время составления
sheet-interim-note = Этот лист показывает состояние на время составления и может измениться. Доказательствами служат готовый файл с печатью организации и записи подписей в нём, не этот лист.
refused-bundle-too-large = Файлов больше { $megabytes } МБ, для чата это слишком много. Скачайте файлы людей отдельно с экрана «Кто на каком шаге».

signing-list-read = 📄 В списке найдено { $people ->
        [one] <b>{ $people }</b> человек.
        [few] <b>{ $people }</b> человека.
       *[many] <b>{ $people }</b> человек.
    } { $unmatched ->
        [0] Все строки распознаны.
        [one] { $unmatched } строка ни к кому не привела:
        [few] { $unmatched } строки ни к кому не привели:
       *[many] { $unmatched } строк ни к кому не привели:
    }
signing-list-line = • { $line }
signing-list-row = строка { $row }: «{ $text }» – { $why }
signing-list-more = … и ещё { $more }, все – в файле выше
signing-list-unmatched = Строки, которые ни к кому не привели: { $count }. Исправьте их в списке и пришлите его ещё раз или идите дальше без них.
signing-list-file = не-найдено.txt
signing-list-unknown = нет в списке организации
signing-list-several = подходит несколько человек, добавьте табельный номер
signing-list-contradicts = номер и имя принадлежат разным людям
signing-list-unregistered = регистрации ещё нет
signing-list-dismissed = больше не работает
