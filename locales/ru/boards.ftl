signing-extend = Продлить срок
signing-extend-text = <b>{ $title }</b>
    Срок сейчас: { $deadline }. До какого дня продлить? Нажмите кнопку или напишите дату, например 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } день
        [few] +{ $days } дня
       *[many] +{ $days } дней
    } · { $day }
signing-extended = <b>{ $title }</b>: срок – { $deadline }. { $told ->
        [0] Сообщать об этом некому.
        [one] Об этом узнает { $told } человек.
        [few] Об этом узнают { $told } человека.
       *[many] Об этом узнают { $told } человек.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    Срок продлён: теперь до { $deadline }.
refused-deadline-not-later = Новый срок должен быть позже нынешнего. Выберите другой день.

signing-hand-on = ↪️ Передать коллеге
signing-hand-on-text = <b>{ $title }</b>
    Кому передать? Напишите часть имени коллеги. Документ получит этот человек, а вам отвечать уже не нужно.
signing-hand-on-found = Выберите коллегу или напишите другое имя.
signing-hand-on-nobody = Никого не нашлось. Напишите хотя бы две буквы имени. Передать документ можно зарегистрированному человеку, который его ещё не получал.
signing-hand-on-ask = Передать документ <b>{ $title }</b>?
    Вместо вас ответит { $name }, срок – { $deadline }. Отправитель узнает об этом; вернуть документ себе вы не сможете.
signing-hand-on-yes = Да, передать
signing-hand-on-another = Выбрать другого человека
signing-handed-on = ↪️ Документ <b>{ $title }</b> передан. Теперь отвечает { $name }; больше ничего делать не нужно.
signing-handed-on-by = ↪️ Документ вам передаёт { $name }.
signing-statement-instead = Документ был направлен другому получателю ({ $name }) и передан мне.
signing-my-card-instead = ↪️ Вместо: { $name }
signing-place-instead = { $name } (вместо: { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } передаёт документ коллеге. Теперь отвечает { $colleague }.
sheet-instead-of = вместо: { $name }
refused-handing-on = Этот документ передать нельзя: отправитель ждёт ответа именно от вас. Если документ не для вас, откажитесь и напишите почему.
refused-colleague-unreached = { $name } не может получить документ: человек не зарегистрирован, уволен или заблокировал бота. Выберите кого-нибудь другого.
refused-handing-on-gone = Эта кнопка устарела. Откройте документ в разделе «Мои документы» и снова нажмите «Передать коллеге».

signing-documents-all = От всех
signing-documents-mine = От меня
signing-documents-which-all = Все
signing-documents-which-open = В работе
signing-documents-which-ended = Завершённые
signing-documents-none = Таких документов нет. Измените выбор ниже.
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
signing-original = Исходный файл
signing-downloads-text = <b>{ $title }</b>
    Что скачать?
signing-sheet-pdf = Текущий лист подписей, PDF
signing-sheet-xlsx = Текущий лист подписей, XLSX
signing-bundle = Полный архив с доказательствами, ZIP
signing-sheet-shown = <b>{ $title }</b>: лист подписей на эту минуту. Доказательство – готовый файл, а не этот лист.
signing-sheet-remark = { $title } · SHA-256 { $fingerprint }
signing-sheet-column-place = №
signing-sheet-column-number = Табельный №
signing-sheet-column-name = Имя
signing-sheet-column-position = Должность
signing-sheet-column-department = Подразделение
signing-sheet-column-instead-of = Вместо кого
signing-sheet-column-state = Статус
signing-sheet-column-sent = Отправлено
signing-sheet-column-delivered = Доставлено
signing-sheet-column-opened = Открыто
signing-sheet-column-settled = Ответ
signing-sheet-column-reason = Причина отказа
signing-sheet-column-signature = Подпись
signing-bundle-shown = <b>{ $title }</b>: { $parts ->
        [1] всё, что есть о документе
       *[other] всё, что есть о документе, файл { $part } из { $parts }
    }. Внутри телефоны и Telegram ID подписавших: передавайте только тем, кому это нужно. Как проверить – в README.txt.
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
       Вторая команда должна показать Countersign person, если в записи act.method равно tap+pin, и Countersign single tap, если tap:
       openssl x509 -in records/ID.pem -noout -subject
    3. Запись именно об этом документе: document.sha256 в записи равен SHA-256 файла из original/:
       sha256sum original/*
    4. Готовый файл не изменён: откройте его в программе, которая проверяет подписи PDF, или выполните
       pdfsig -nocert finished/*
    Или одним шагом: countersign verify ФАЙЛ --certificate certificates/organisation.pem

    Сертификат организации сверьте с тем, который она даёт сама: без этого доказана лишь целостность.
sheet-interim-title = Лист подписей и ознакомления: промежуточный
sheet-interim-note = Этот лист показывает состояние на время составления и может измениться. Доказательствами служат готовый файл с печатью организации и записи подписей в нём, не этот лист.
refused-bundle-too-large = Файлы вместе больше { $megabytes } МБ, через чат столько не отправить. Скачайте их по одному: «Кто на каком шаге».

signing-list-read = 📄 По списку { $people ->
        [one] найден <b>{ $people }</b> человек.
        [few] найдено <b>{ $people }</b> человека.
       *[many] найдено <b>{ $people }</b> человек.
    } { $unmatched ->
        [0] Все строки распознаны.
        [one] Не распознана { $unmatched } строка:
        [few] Не распознаны { $unmatched } строки:
       *[many] Не распознано { $unmatched } строк:
    }
signing-list-line = • { $line }
signing-list-row = строка { $row }: «{ $text }» – { $why }
signing-list-more = … и ещё { $more }, все – в файле выше
signing-list-unmatched = Нераспознанных строк: { $count }. Исправьте их и пришлите список ещё раз или продолжайте без них.
signing-list-file = не-найдено.txt
signing-list-unknown = нет в списке организации
signing-list-several = подходит несколько человек, добавьте табельный номер
signing-list-contradicts = номер и имя принадлежат разным людям
signing-list-unregistered = регистрации ещё нет
signing-list-dismissed = больше не работает
signing-list-hidden = строка скрыта в таблице
