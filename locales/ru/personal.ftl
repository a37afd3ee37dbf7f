signing-personal = Персональный текст
signing-text-wanted = Отправьте текст сообщением или файлом .txt либо .md. Каждый получит свой PDF, где эти поля заполнены из списка:
signing-text-markup = <code># Заголовок</code>, <code>- пункт</code>, <code>**жирное**</code>. Сами скобки пишите двойными: <code>{"{{"}</code> и <code>{"}}"}</code>.
signing-field-name = имя
signing-field-position = должность
signing-field-department = подразделение
signing-field-number = табельный номер
signing-field-date = дата
signing-field-deadline = срок
signing-field-title = название
signing-field-organisation = организация
signing-field-author = автор
signing-summary-personal = 👤 Персональный текст: каждый получит свой PDF со своими данными.
signing-preview = 👁 Посмотреть PDF
signing-preview-text = Так будет выглядеть экземпляр: <b>{ $name }</b>.
signing-preview-empty = ⚠️ <code>{ $field }</code> в списке пусто: { $number ->
        [one] у { $number } человека
       *[other] у { $number } человек
    }.
signing-preview-file = Образец.pdf
signing-board-blocked = До некоторых, кто ещё не ответил, Telegram не доходит:
signing-board-by-email = ✉️ сообщили на e-mail: { $number }
signing-board-by-sms = 📱 сообщили в SMS: { $number }
signing-board-unreached = ⚠️ сообщить никак: { $number }
signing-place-unreached = 📵 Telegram не доходит: бот заблокирован или аккаунт удалён
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } готовый файл пока не удалось составить
        [few] { $number } готовых файла пока не удалось составить
       *[many] { $number } готовых файлов пока не удалось составить
    }. Подписи сохранены, попытки продолжаются.
signing-seal-again = Попробовать сейчас
signing-sealing-again = Пробую ещё раз. Табло обновится само.

notice-series-finished = ✅ <b>{ $title }</b>
    Завершено: подтвердили { $signed } из { $total }. Файл каждого – за кнопкой.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    { $error ->
        [refused-timestamp-unavailable] Готовый файл пока не удалось составить: служба меток времени не отвечает.
       *[other] Готовый файл пока не удалось составить (<code>{ $error }</code>). Если это продолжается, покажите это администратору.
    } Подписи сохранены; я буду пробовать дальше сам.

refused-field-unknown = Поля { $field } я не знаю. Исправьте его или уберите скобки.
refused-no-field = В тексте нет ни одного поля, и все получили бы одно и то же. Добавьте поле или отправьте текст файлом PDF.
refused-text-empty = Текста нет. Отправьте текст документа.
refused-text-long = Текст слишком длинный. Уложитесь в { $most } знаков.
refused-files-too-many = Без регистрации бот проверяет до { $files } файлов за { $minutes } минут. Попробуйте немного позже.
