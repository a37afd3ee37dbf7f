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
signing-preview-text = Так будет выглядеть PDF для получателя: <b>{ $name }</b>.
signing-preview-empty = ⚠️ Поле <code>{ $field }</code> в списке не заполнено у { $number ->
        [one] { $number } человека
       *[other] { $number } человек
    }.
signing-preview-file = Образец.pdf
signing-board-blocked = Не всем, кто ещё не ответил, удаётся написать в Telegram:
signing-board-by-email = ✉️ пишу на e-mail: { $number }
signing-board-by-sms = 📱 пишу в SMS: { $number }
signing-board-unreached = ⚠️ нет адреса для письма, позвоните: { $number }
signing-place-unreached = 📵 Сообщения в Telegram не доходят: бот заблокирован или аккаунт удалён
signing-board-put-off = ⚠️ { $number ->
        [one] { $number } готовый файл пока не удалось составить
        [few] { $number } готовых файла пока не удалось составить
       *[many] { $number } готовых файлов пока не удалось составить
    }. Подписи сохранены, попытки продолжаются.
signing-seal-again = Попробовать сейчас
signing-sealing-again = Новая попытка началась. Статус документа обновится сам.

notice-series-finished = ✅ <b>{ $title }</b>
    Завершено: подтвердили { $signed } из { $total }. Файлы всех – по кнопке ниже.
notice-sealing-put-off = ⚠️ <b>{ $title }</b>
    Готовый файл пока не удалось составить (<code>{ $error }</code>). Если это не пройдёт, покажите сообщение администратору.
    Подписи сохранены, попытки продолжаются.

refused-field-unknown = Такого поля нет: { $field }. Исправьте название или уберите скобки.
refused-no-field = В тексте нет ни одного поля, и все получили бы одно и то же. Добавьте поле или отправьте текст файлом PDF.
refused-text-empty = Текста нет. Отправьте текст документа.
refused-text-long = Текст слишком длинный. Сократите его до { $most } символов.
refused-files-too-many = Без регистрации бот проверяет до { $files } файлов за { $minutes } минут. Попробуйте немного позже.
refused-files-busy = Сейчас проверяется много файлов. Пришлите этот файл ещё раз через несколько минут.
