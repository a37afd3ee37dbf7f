staff-button = Сотрудники
staff-list = <b>Сотрудники</b>: в списке { $total }, зарегистрировано { $registered }.
    Напишите часть имени, номера или телефона, чтобы найти человека.
staff-found = <b>{ $words }</b>: { $total ->
        [one] найден { $total } человек
        [few] найдено { $total } человека
       *[other] найдено { $total } человек
    }.
staff-import = Отправить список боту
staff-import-ask = Пришлите список сотрудников файлом: XLSX или CSV. Нужны заголовки: <b>ФИО</b> и хотя бы одно из трёх – табельный номер, телефон или e-mail. Должность и подразделение – по желанию. Сначала вы увидите, что изменится; без вашего согласия не изменится ничего.
list-reading = ⏳ Читаю список…
staff-dry-run = <b>Вот что изменит этот список. Пока не изменено ничего.</b>
    Новых: { $new }
    Изменённых: { $changed }
    Без изменений: { $unchanged }
    Уже в списке, но нет в файле (остаются): { $left_out }
    Строк с ошибками: { $bad }
staff-bad-row = Строка { $row }: { $reasons }
staff-dry-run-more = … и ещё { $more }
staff-dry-run-nothing = Менять нечего.
staff-apply = { $count ->
        [one] Применить { $count } изменение
        [few] Применить { $count } изменения
       *[other] Применить { $count } изменений
    }
staff-imported = ✅ Готово. Новых: { $new }, изменённых: { $changed }, без изменений: { $unchanged }.
    Дальше: откройте карточку человека и передайте ему личную ссылку.
staff-card = <b>{ $name }</b> · { $status }
staff-card-number = Таб. № { $value }
staff-card-position = { $value }
staff-card-phone = Телефон в списке: { $value }
staff-card-email = { $value }
staff-card-role = Роль: { $value }
staff-card-bound = Телефон при регистрации: { $value }
staff-card-invited-until = Ссылка действует до { $until }
staff-revoke = 🚫 Отозвать ссылку
staff-link-revoked = Ссылка отозвана: { $name }. Она больше ничего не откроет.
refused-no-link = { $name }: действующей ссылки нет. Если человеку ещё нужно зарегистрироваться, создайте новую.
staff-status-not-invited = без приглашения
staff-status-invited = приглашение выдано
staff-status-opened = ссылка открыта
staff-status-registered = зарегистрирован
staff-status-blocked = бот заблокирован
staff-status-dismissed = уволен
staff-status-erased = данные удалены
staff-invite = Личная ссылка
staff-reinvite = Новая ссылка (старая перестанет работать)
staff-copy-link = Скопировать ссылку
staff-link = Личная ссылка: <b>{ $name }</b>. Действует для одной регистрации до { $until }:

    <code>{ $link }</code>

    Передайте её только этому человеку: зарегистрируется тот, кто откроет её первым и чей номер совпадает со списком.
staff-filter = 🔎 Статус или подразделение
staff-everyone = Показать всех
staff-filter-ask = Кого показать? Выберите статус или подразделение; можно и оба по очереди. Или просто напишите часть имени, номера или телефона.
staff-link-qr = Показать как QR
staff-link-qr-shown = Личный QR: <b>{ $name }</b>. Пусть человек наведёт на него камеру своего телефона. Действует для одной регистрации до { $until }.
staff-export = Получить список файлом
staff-export-remark = Не пересылайте: персональные данные и личные ссылки. Каждую ссылку отдайте только её владельцу.
staff-export-file = Сотрудники.xlsx
staff-export-done = <b>⚠️ Здесь персональные данные и личные ссылки.</b> Каждую ссылку отдайте только её владельцу, а файл после работы удалите.
    Людей: { $people }, со ссылкой: { $links }. Это сообщение исчезнет { $until }.
staff-column-number = Табельный номер
staff-column-name = ФИО
staff-column-position = Должность
staff-column-department = Подразделение
staff-column-role = Роль
staff-column-phone = Телефон
staff-column-email = E-mail
staff-column-status = Статус
staff-column-bound = Телефон при регистрации
staff-column-link = Личная ссылка
staff-channel-email = E-mail
staff-channel-sms = SMS
staff-send-email = ✉️ Отправить на e-mail
staff-send-sms = 💬 Отправить SMS
staff-add-email = ✉️ Добавить e-mail и отправить
staff-add-sms = 💬 Добавить телефон и отправить SMS
staff-ask-email = Напишите e-mail этого человека. Он сохранится в карточке, и ссылка уйдёт туда.
staff-ask-sms = Напишите телефон этого человека. Он сохранится в карточке, и ссылка уйдёт туда.
staff-letter-ordered = Отправляется.
staff-letter-sent = ✅ { $channel }: ссылка отправлена
staff-letter-waiting = ⏳ { $channel }: отправляется
staff-letter-refused = ⚠️ { $channel }: отправить не удалось ({ $error }). Проверьте e-mail или телефон, попробуйте другой способ.
staff-letter-unsure = ❓ { $channel }: неизвестно, дошло ли ({ $error }). Спросите человека, прежде чем отправлять второй раз.
staff-letter-subject = { $organisation }: ваша личная ссылка
staff-letter-text = { $name }, здравствуйте!

    { $organisation }: вас приглашают в Telegram-бот, где подписывают документы и показывают пропуска. Откройте ссылку на телефоне, на котором есть Telegram:

    { $link }

    Она действует для одной регистрации до { $until } и только для вас: не пересылайте её.
staff-letter-sms = { $organisation }: { $name }, ваша личная ссылка для регистрации в Telegram-боте: { $link }
staff-fallback-request-sent = вас ждёт документ на подпись
staff-fallback-request-reminder = напоминание: документ ждёт вашей подписи
staff-fallback-request-overdue = срок подписания документа истёк
staff-fallback-deadline-moved = срок подписания документа изменён
staff-fallback-refusal-act = составлен акт о том, что вы не подписали документ
staff-fallback-service-qr-reminder = срок служебного QR-кода подходит к концу
staff-fallback-service-qr-expired = срок служебного QR-кода истёк
staff-fallback-pass-reminder = срок вашего пропуска подходит к концу
staff-fallback-passes-ending = у ваших сотрудников подходит к концу срок пропусков
staff-fallback-identity-changed = ваши данные в списке сотрудников изменены. Если это ошибка, позвоните руководителю
staff-fallback-relinking-begun = создана ссылка, по которой за вас будет действовать другой аккаунт Telegram. Если вы об этом не знаете, позвоните руководителю
staff-fallback-rebinding-announced = скоро за вас будет подписывать другой аккаунт Telegram или номер телефона. Если он не ваш, сразу позвоните руководителю
staff-fallback-account-replaced = теперь за вас подписывает другой аккаунт Telegram или номер телефона. Если он не ваш, сразу позвоните руководителю
staff-fallback-goes = ✉️ Telegram недоступен, важное приходит так: { $channel }
staff-fallback-subject = { $organisation }: { $what }
staff-fallback-text = { $name }, здравствуйте!

    { $organisation }: { $what }. Написать вам в Telegram не удалось: бот заблокирован или аккаунт удалён.

    Откройте бота по ссылке и нажмите «Запустить» или «Перезапустить»: тогда он снова сможет вам писать.

    { $link }
staff-fallback-sms = { $organisation }: { $what }. Откройте бота: { $link }
staff-invite-everyone = ✉️ Пригласить всех
staff-invite-everyone-ask = Отправить личные ссылки всем, кто ещё не зарегистрировался? Кому ссылку уже отправили этим способом, второй раз она не придёт.
staff-no-channels = Отправка e-mail и SMS не настроена; это может сделать администратор. Пока напечатайте карточки (кнопка ниже), покажите человеку его QR или получите список файлом.
staff-everyone-email = Всем на e-mail
staff-everyone-sms = Всем SMS
staff-letters = <b>Приглашения</b>
    Отправлено: { $sent }
    Ждут: { $waiting }
    Не отправлено: { $refused } (причина – в карточке человека)
staff-letters-without = Нет нужного e-mail или телефона: { $without }. Добавьте его в карточке или получите список файлом.
staff-letters-refresh = 🔄 Обновить
refused-address-missing = { $name }: в карточке нет нужного e-mail или телефона. Добавьте его и попробуйте ещё раз.
refused-letter-sent = { $name }: эта ссылка уже отправлена этим способом. Чтобы отправить ещё раз, создайте новую ссылку.
refused-address-unfit = Это не похоже на e-mail или телефон. Напишите ещё раз или нажмите /cancel.
refused-address-taken = Этот номер в списке уже у другого человека: { $name }. Напишите другой или нажмите /cancel.
staff-cards = 🖨 Карточки для печати
staff-cards-hint = Наведите камеру телефона с Telegram на код и поделитесь номером. Карточка только для вас.
staff-cards-until = Действует для одной регистрации до { $until }
staff-cards-file = Карточки.pdf
staff-cards-done = <b>⚠️ Это личные ссылки.</b> Напечатайте, разрежьте и отдайте каждую карточку только её владельцу.
    Карточек: { $cards }. Это сообщение исчезнет { $until }.
staff-cards-left = Не поместилось: { $left }. Раздайте эти карточки, а следующие напечатайте, когда люди зарегистрируются.
refused-nobody-to-invite = Приглашать некого: все из списка уже зарегистрированы.
staff-dry-run-renamed = ⚠️ Строка { $row }: другое имя под тем же номером или телефоном: { $before } → { $after }. Это тот же человек?
staff-dry-run-sheets = ⚠️ Прочитан один лист. Не прочитаны: { $sheets }.
staff-dry-run-columns = ℹ️ Не использованы столбцы: { $columns }{ $more ->
        [0] {""}
       *[other] {" "}… и ещё { $more }
    }.
staff-dry-run-hidden = ℹ️ Скрытых строк: { $count }. Они не взяты: в таблице их не видно, например из-за фильтра.
staff-dry-run-hidden-columns = ℹ️ Прочитаны и скрытые столбцы: { $columns }.
staff-dry-run-dismissed = ℹ️ Строк со статусом «уволен»: { $count }. Они пропущены.
staff-dry-run-repeated = ℹ️ Строк, точно повторяющих другую: { $count }. Они пропущены.
staff-take-hidden = Взять и скрытые строки ({ $count })
staff-undecided-button = Решить, кто остаётся ({ $count })
staff-undecided = Нет в файле: { $left_out }. Были уволены и снова в файле: { $returned }. Решите о каждом; остальные останутся в списке, как есть.
staff-undecided-none = Решения больше никто не ждёт. Список соответствует файлу.
roster-unused-column = «{ $label }» ({ $looks })
roster-unused-unnamed = столбец { $letters } без заголовка ({ $looks })
roster-unused-hidden = скрытый
roster-looks-phones = похоже на телефоны
roster-looks-emails = похоже на e-mail
roster-looks-dates = даты
roster-looks-numbers = числа
roster-looks-errors = ошибки
roster-looks-text = текст
staff-left-out = 🚪 Уволить: { $name }
staff-returned = ↩️ Вернуть: { $name }
staff-bad-rows = Строк с ошибками: { $count }. Все они с причинами – в файле. Исправьте их в таблице и пришлите её снова.
staff-bad-rows-head = строка	причина
staff-bad-rows-file = Строки с ошибками.txt
staff-reinstate = ↩️ Вернуть в список
staff-reinstated = <b>{ $name }</b> снова в списке. Дальше: откройте карточку и дайте личную ссылку; старые пропуска и доступ не возвращаются.
staff-open-card = Карточка
refused-phone-taken = Номер этого человека уже у другого: { $name }. Сначала исправьте номер в списке.
staff-unlock = Разблокировать PIN
staff-unlocked = { $name }: PIN разблокирован.
staff-make-manager = Сделать руководителем
staff-make-employee = Снять роль руководителя
staff-name-guard = 🛡 Назначить дежурным
staff-unname-guard = Больше не дежурный
staff-dismiss = Уволить
staff-dismiss-ask = Уволить: <b>{ $name }</b>? Доступ, смены и пропуска сразу прекратятся, документы без ответа закроются. Подписанное останется.
staff-dismiss-confirm = Да, уволить
staff-dismissed = <b>{ $name }</b>: доступ прекращён. Закрыто: документов без ответа – { $requests }, пропусков – { $passes }, смен – { $shifts }.
staff-mismatch-approved = Номер принят: <b>{ $name }</b> может поделиться им снова.
staff-mismatch-refused = Отказано. <b>{ $name }</b> получит об этом сообщение.

notice-dismissed = Ваш доступ прекращён. Подписанное вами остаётся в силе. Если это ошибка, поговорите с руководителем. Получить свои данные: /mydata.

roster-column-number = табельный номер
roster-column-name = ФИО
roster-column-position = должность
roster-column-department = подразделение
roster-column-phone = телефон
roster-column-email = e-mail

refused-person-dismissed = { $name }: этот человек уволен.
refused-nothing-claimed = { $name }: запрос на другой номер больше не актуален.
refused-import-outdated = С тех пор список изменился. Пришлите файл ещё раз, чтобы увидеть, что он изменит теперь.

roster-fault-missing = не заполнено: { $column }
roster-fault-unidentified = нет ни табельного номера, ни телефона, ни e-mail
roster-fault-unreadable = { $column }: не удалось прочитать «{ $value }»
roster-fault-cut-short = { $column }: таблица обрезала значение «{ $value }»
roster-fault-turned-into-date = { $column }: таблица превратила значение в дату «{ $value }»
roster-fault-cell-error = ошибка в ячейке: { $column }
roster-fault-not-calculated = { $column }: формула ещё не вычислена; откройте файл в табличной программе и сохраните
roster-fault-several = несколько значений в одной ячейке: { $column }
roster-fault-too-long = слишком длинно: { $column }
roster-fault-repeated = { $column } «{ $value }» есть и в строке { $row }
roster-fault-taken = { $column } «{ $value }» уже у другого: { $holder }

refused-roster-too-large = Список слишком велик: больше { $megabytes } МБ в распакованном виде. Пришлите его частями.
refused-roster-too-many-rows = В списке больше { $rows } строк. Пришлите его частями.
refused-roster-unreadable = Это не XLSX и не CSV, либо файл повреждён. Откройте его в табличной программе, сохраните как XLSX и пришлите снова.
refused-roster-file-kind = { $kind ->
        [pdf] Это PDF, а не таблица. Пришлите таблицу, из которой он сделан, как XLSX.
        [picture] Это изображение, а не таблица. Пришлите сам список как XLSX.
        [html] Это веб-страница (HTML), как бы ни назывался файл. Откройте его в табличной программе, сохраните как XLSX и пришлите снова.
        [xml2003] Это таблица XML 2003. Откройте её в табличной программе, сохраните как XLSX и пришлите снова.
        [fods] Это таблица OpenDocument (FODS). Сохраните её как XLSX и пришлите снова.
        [ods] Это таблица OpenDocument (ODS). Сохраните её как XLSX и пришлите снова.
        [xlsb] Это двоичная книга Excel (XLSB). Сохраните её как XLSX и пришлите снова.
        [numbers] Это таблица Numbers. Экспортируйте её как XLSX и пришлите снова.
        [text] Это текстовый документ или презентация, а не таблица. Скопируйте список в таблицу, сохраните как XLSX и пришлите.
        [rtf] Это текстовый документ (RTF), а не таблица. Скопируйте список в таблицу, сохраните как XLSX и пришлите.
        [archive] Это архив. Распакуйте его и пришлите саму таблицу.
       *[xml] Это XML, а не таблица. Откройте файл в табличной программе, сохраните как XLSX и пришлите снова.
    }
refused-roster-encoding = Не удалось определить кодировку этого текста, и буквы прочитались бы неверно. Сохраните список как XLSX или CSV UTF-8 и пришлите снова.
refused-roster-too-complex = Список слишком сложный, чтобы его прочитать. Скопируйте только строки с людьми в новую таблицу, сохраните как XLSX и пришлите её.
refused-roster-old-workbook = Это старый XLS или файл под паролем. Сохраните его как XLSX без пароля и пришлите снова.
refused-roster-quotes = Около строки { $row } не закрыты кавычки, и ячейки не разделить. Сохраните список как XLSX и пришлите снова.
refused-roster-headings = { $missing ->
        [name] Нет столбца с ФИО.
        [identity] Нет столбца с табельным номером, телефоном или e-mail.
       *[both] Нет столбца с ФИО и столбца с табельным номером, телефоном или e-mail.
    } Найдены столбцы: { $found }. Исправьте заголовки и пришлите список снова.
refused-roster-empty = В этом списке никого нет. Проверьте, что строки на первом листе, и пришлите снова.
