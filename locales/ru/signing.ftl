signing-my-documents = Мои документы
signing-documents = Документы
signing-send = Отправить документ
signing-verify = Проверить документ

signing-file-wanted = Пришлите файл документа до 20 МБ, лучше всего PDF. Фото документа присылайте как файл: сжатое фото – это уже не тот самый документ.
signing-offer = Файл <b>{ $file }</b> получен. Отправить его на подпись?
signing-send-this = Отправить на подпись
signing-changing = <b>{ $file }</b> позже может показать другое, хотя сам файл никто не изменит:
    { $kinds }

    Подписанное должно оставаться таким, каким его видели. Сделайте неизменную копию – изображения страниц, как они выглядят сейчас, – или пришлите другой файл.
signing-changing-javascript = • в нём есть программа (JavaScript)
signing-changing-form = • поля формы могут измениться: программы рисуют их заново или команда скрывает либо очищает их
signing-changing-layers = • в нём есть скрытые слои или слои только для экрана либо печати
signing-changing-launch = • в нём есть команда, которая запускает другую программу
signing-changing-remote = • часть содержимого приходит извне: видео, сервер или другой файл
signing-changing-unseen = • в нём слишком много частей, чтобы проверить все
signing-fixed-copy = Сделать неизменную копию
signing-fixed-copy-made = Это неизменная копия. Просмотрите её: люди получат именно этот файл.
signing-title = Файл <b>{ $file }</b> сохранён. Как назвать документ? Напишите название или оставьте имя файла.
signing-title-keep = Оставить «{ $name }»
signing-class = <b>{ $title }</b>
    Что нужно сделать получателям?
signing-class-sign = Подписать
signing-class-acknowledge = Ознакомиться
signing-class-course = Пройти обучение
signing-audience = Кому отправить? Нажмите кнопку, напишите часть имени или пришлите список файлом (XLSX, CSV, TXT): в каждой строке один человек – табельный номер, телефон или имя.
signing-everyone = Всем зарегистрированным
signing-departments = Подразделениям
signing-departments-text = Выберите подразделения. Рядом – сколько в них зарегистрированных людей.
signing-no-department = Без подразделения
signing-clear = Выбрать заново
signing-chosen-go-on = Дальше ({ $number })
signing-chosen-done = Готово ({ $number })
signing-nobody-chosen = Пока никто не выбран.
signing-chosen-sender = Среди них – вы.
signing-chosen = { $number ->
        [one] Получит <b>{ $number }</b> человек: { $names }
        [few] Получат <b>{ $number }</b> человека: { $names }
       *[many] Получат <b>{ $number }</b> человек: { $names }
    }{ $more ->
        [0] {""}
       *[other] {" "}и ещё { $more }
    }
signing-found = { $total ->
        [1] Найден { $total } человек.
        [one] Найден { $total } человек, показано { $shown }.
        [few] Найдено { $total } человека, показано { $shown }.
       *[many] Найдено { $total } человек, показано { $shown }.
    } Нажмите, чтобы добавить, или напишите другое имя.
signing-found-nobody = Среди зарегистрированных такого имени нет. Попробуйте другую часть имени или сначала пригласите человека.
signing-days = { $days ->
        [one] { $days } день
        [few] { $days } дня
       *[many] { $days } дней
    }
signing-day-off = ⚠️ Срок – { $day ->
        [1] понедельник
        [2] вторник
        [3] среда
        [4] четверг
        [5] пятница
        [6] суббота
       *[7] воскресенье
    }, { $deadline }. После { $until } никому не напомню: рабочих часов до срока больше нет. Перенести срок?
signing-day-off-never = ⚠️ Срок – { $day ->
        [1] понедельник
        [2] вторник
        [3] среда
        [4] четверг
        [5] пятница
        [6] суббота
       *[7] воскресенье
    }, { $deadline }. До него нет рабочих часов, поэтому никому не напомню. Перенести срок?
signing-day-off-move = На { $deadline }
signing-day-off-keep = Оставить этот срок
signing-deadline = До какого дня ждать ответа? Нажмите кнопку или напишите дату, например 31.12.2026. Срок пройдёт в конце рабочего дня; чтобы изменить время, напишите 31.12.2026 23:59.
signing-summary-attached = 📎 Готовым файлом будет лист подписей, а этот файл будет вложен в него без изменений.
signing-summary-margin = ✍️ На полях каждой страницы будет отметка «Подписано электронно» с QR-кодом. { $unmarked ->
        [0] {""}
       *[other] Без отметки из-за нехватки места останется страниц: { $unmarked }.
    }
signing-summary-mark = ✍️ Видимая отметка: { $place }
signing-mark = Видимая отметка
signing-mark-ask = <b>Где в готовом файле поставить видимую отметку?</b>
    В ней сказано, что документ подписан электронно, и есть QR-код. Предлагаются только места, где страница пуста.
signing-mark-none = Без отметки
signing-mark-first-top-right = Первая стр., вверху справа
signing-mark-first-bottom-right = Первая стр., внизу справа
signing-mark-last-bottom-left = Последняя, внизу слева
signing-mark-last-bottom-right = Последняя, внизу справа
signing-listed = ⚠️ Этот файл похож на список людей, строк с телефоном или почтой: { $people }. Отправить список { $number ->
        [one] { $number } человеку
       *[other] { $number } людям
    }? Каждый увидит его целиком.
signing-send-list = ✅ Отправить список ({ $number })
signing-import-instead = Это список сотрудников
signing-summary = <b>{ $title }</b>
    Файл: { $file }
    Нужно: { $kind ->
        [sign] подписать
        [acknowledge] ознакомиться
       *[course] пройти обучение
    }
    Срок: { $deadline }
    Подтверждение: { $confirmation ->
        [pin] кнопка и PIN
        [qualified] квалифицированная подпись (её требует организация)
       *[tap] только кнопка
    }{ $order ->
        [one] {""}
        [together] {"\u000A"}Порядок: все сразу
       *[sequence] {"\u000A"}Порядок: по очереди, каждый – после подписи предыдущего
    }{ $handing ->
        [self] {""}
       *[colleague] {"\u000A"}Передать коллеге: можно
    }
signing-warning-sign = Не всё можно подписать так. Для некоторых документов, в том числе кадровых, закон требует собственноручной или квалифицированной подписи. Принимая предупреждение, вы подтверждаете, что этот документ к ним не относится.
signing-warning-acknowledge = Не со всем можно ознакомить так. Для некоторых документов, например приказа об увольнении или взыскании, закон требует собственноручной подписи. Принимая предупреждение, вы подтверждаете, что этот документ к ним не относится.
signing-warning-accept = ⚠️ Принимаю предупреждение
signing-warning-accepted = ☑️ Предупреждение принято.
signing-send-now = ✅ Отправить ({ $number })
signing-change-title = Изменить название
signing-change-class = Изменить действие
signing-change-audience = Изменить получателей
signing-change-deadline = Изменить срок
signing-to-sequence = Отправлять по очереди
signing-to-together = Отправлять всем сразу
signing-to-tap = Подтверждать без PIN
signing-to-pin = Подтверждать с PIN
signing-to-colleague = Разрешить передачу коллеге
signing-to-self = Запретить передачу коллеге
signing-sent = { $number ->
        [one] Отправляю: { $number } получатель.
        [few] Отправляю: { $number } получателя.
       *[many] Отправляю: { $number } получателей.
    } Статус обновляется сам.
signing-board-moved = 📋 <b>{ $title }</b>: статус показан в более новом сообщении.
signing-board = Статус документа

signing-statement-sign = Документ «{ $title }» (версия { $version }, отпечаток { $fingerprint }) мной прочитан. Соглашаюсь с ним и подписываю его.
signing-statement-acknowledge = Документ «{ $title }» (версия { $version }, отпечаток { $fingerprint }) мной прочитан. Подтверждаю ознакомление с ним.
signing-statement-course = Обучение «{ $title }» (версия { $version }, отпечаток { $fingerprint }) пройдено мной полностью.
signing-statement-witness = Акт «{ $title }» (версия { $version }, отпечаток { $fingerprint }) мной прочитан. Как свидетель подтверждаю изложенное в нём.
signing-confirm = Вы подтверждаете именно этот текст:

    <i>{ $statement }</i>

    { $confirmation ->
        [pin] Дальше понадобится ваш PIN.
       *[tap] Отменить подтверждение будет нельзя.
    }
signing-confirm-sign = Подтверждаю и подписываю
signing-confirm-acknowledge = Подтверждаю ознакомление
signing-confirm-course = Подтверждаю прохождение
signing-confirm-witness = Подтверждаю как свидетель
signing-pin = <b>{ $title }</b>
    Введите PIN, чтобы подтвердить.
signing-settled = «{ $title }»: { $state ->
        [signed] вы это уже подтвердили. Больше ничего делать не нужно.
        [declined] вы уже отказались. Если это ошибка, обратитесь к руководителю.
        [replaced] документ заменён новой версией. Если она ждёт вас, то придёт сюда.
        [voided] документ отозван. Делать ничего не нужно.
        [delegated] вы передали документ коллеге. Делать ничего не нужно.
       *[expired] срок прошёл. Если документ ещё нужен, обратитесь к руководителю.
    }
signing-done = ✅ <b>{ $title }</b>
    { $kind ->
        [sign] Подписано
        [acknowledge] Ознакомление подтверждено
        [witness] Акт засвидетельствован
       *[course] Прохождение подтверждено
    } { $at }. Номер подписи: { $signature }.
    Когда ответят все, сюда придёт готовый файл.
signing-reason = <b>{ $title }</b>
    Почему вы отказываетесь? Напишите одним сообщением: причину увидят отправитель и те, кто уже подписал.
signing-decline-summary = <b>{ $title }</b>
    Отказаться? Ваша причина:
    <i>{ $reason }</i>

    Отменить отказ можно в течение { $minutes ->
        [one] { $minutes } минуты
       *[other] { $minutes } минут
    }. Потом он окончательный: причину увидят отправитель и те, кто уже подписал. Чтобы изменить причину, напишите другую.
signing-decline-ends-sequence = ⚠️ Ваш отказ остановит подписание по очереди: документ не { $number ->
        [one] получит { $number } человек
        [few] получат { $number } человека
       *[other] получат { $number } человек
    } после вас.
signing-decline-ends-act = ⚠️ Тогда акт будет отозван.
signing-decline-yes = Да, отказаться
signing-declining = ✖️ <b>{ $title }</b>: вы отказались. Пока об этом никто не знает.
    Отменить отказ можно до { $until }. Потом он окончательный, и о нём узнают отправитель и те, кто уже подписал.
signing-take-back = Отменить отказ
signing-taken-back = Отказ отменён, о нём никто не узнал. <b>{ $title }</b> снова ждёт вас.
signing-do-sign = ✍️ Подписать
signing-do-acknowledge = ✍️ Подтвердить ознакомление
signing-do-course = ✍️ Подтвердить прохождение
signing-do-witness = ✍️ Подтвердить как свидетель
signing-decline = Отказаться
signing-snooze = Напомнить завтра
signing-snoozed = Напомню после { $until }.
signing-snoozed-not = До срока ({ $deadline }) рабочих часов больше не будет, откладывать некуда. Ответьте сегодня.
signing-my = { $kind ->
        [open] { $total ->
            [0] Документов на подпись нет.
            [one] Вас ждёт { $total } документ.
            [few] Вас ждут { $total } документа.
           *[many] Вас ждут { $total } документов.
        }
       *[all] { $total ->
            [0] Документов ещё не было.
           *[other] Все ваши документы: { $total }.
        }
    }
signing-my-all = Все
signing-my-open = Ждут ответа
signing-my-card = <b>{ $title }</b>
    От: { $author }
    Нужно: { $kind ->
        [sign] подписать
        [acknowledge] ознакомиться
        [witness] засвидетельствовать акт
       *[course] пройти обучение
    }
    Срок: { $deadline }
    Отпечаток: <code>{ $fingerprint }</code>

    { $state ->
        [signed] ✅ Подтверждено { $at }
        [declined] ✖️ Вы отказались { $at }
        [declining] ✖️ Вы отказались. Отменить отказ можно до { $at }
        [replaced] 🔁 Заменено новой версией
        [voided] 🚫 Отозвано { $at }
        [expired] ⌛ Срок прошёл { $at }
        [delegated] ↪️ Вы передали коллеге { $at }
       *[open] ✍️ Ждёт вас
    }
signing-file = Файл
signing-finished = Готовый файл
signing-file-caption = <b>{ $title }</b>
    Отпечаток: <code>{ $fingerprint }</code>
signing-finished-caption = <b>{ $title }</b>: файл с подписями и печатью.
signing-open-card = Открыть документ

signing-again = Отправить ещё раз
signing-new-version = Новая версия
signing-version-wanted = <b>{ $title }</b>
    Пришлите файл новой версии. Получат её те же люди; прежняя версия будет отозвана, как только вы отправите новую.
signing-newest = Новая версия
signing-replaced = <b>{ $title }</b>
    Это была старая версия. Новая – версия { $version }, срок { $deadline }. { $state ->
        [open] Откройте файл, прочитайте и нажмите кнопку.
       *[answered] На неё вы уже ответили.
    }
    Отпечаток: <code>{ $fingerprint }</code>
signing-version-change = Версию { $old } вы уже подтвердили. Это версия { $new }: ответ нужен и на неё.
signing-version-title = • Прежнее название: { $old }
signing-version-pages = • Страниц: { $old } → { $new }
signing-version-size = • Размер в байтах: { $old } → { $new }
signing-version-same = Название, число страниц и размер те же.
signing-documents-text = { $total ->
        [0] Документов ещё не отправляли. Начните с кнопки ниже.
       *[other] Отправленные документы: { $total }. Откройте, чтобы увидеть, кто подтвердил.
    }
signing-board-text = <b>{ $title }</b>
    { $bar } { $signed }/{ $total }

    Отправлено: { $total }
    Доставлено: { $delivered }
    Открыто: { $opened }
    Подтверждено: { $signed }
    Отказов: { $declined }

    { $state ->
        [voided] 🚫 Отозвано
        [finished] ✅ Завершено, готовый файл – по кнопке ниже
        [series] ✅ Завершено, файлы всех – в разделе «Кто на каком шаге»
       *[open] Срок: { $deadline }
    }
signing-board-qualified = 🖋 Подтверждение: квалифицированная подпись
signing-board-turn = ⏳ Сейчас очередь: { $name }
signing-places = Кто на каком шаге
signing-remind = Напомнить
signing-add = Добавить получателей
signing-add-text = <b>{ $title }</b>
    Кого добавить? Напишите часть имени.
signing-added = Получатель добавлен: { $name }. Документ <b>{ $title }</b> придёт, когда подойдёт очередь. Можно написать следующее имя.
signing-void = Отозвать
signing-refresh = Обновить
signing-places-text = <b>{ $title }</b>, людей: { $total }
signing-place = { $name }: { $state ->
        [waiting] ждёт своей очереди
        [sent] отправлено { $since }
        [delivered] доставлено { $since }
        [opened] открыто { $since }
        [signed] подтверждено { $since }
        [declined] отказ { $since }
        [voided] отозвано { $since }
        [no-turn] очередь не дошла: кто-то раньше отказался
        [left] закрыто при увольнении { $since }
        [delegated] передано коллеге { $since }
       *[expired] срок прошёл { $since }
    }
signing-place-reason = <i>{ $reason }</i>
signing-void-text = Отозвать <b>{ $title }</b>? Подтвердили { $signed } из { $total }. Остальные получат сообщение, что делать ничего не нужно; подписи, которые уже есть, останутся доказательствами.
signing-void-yes = Да, отозвать
signing-voided = Документ отозван: <b>{ $title }</b>.
signing-reminded = { $number ->
        [0] Сейчас напоминать некому.
        [one] Напоминание получит { $number } человек, но не чаще раза в час.
        [few] Напоминание получат { $number } человека, но не чаще раза в час.
       *[many] Напоминание получат { $number } человек, но не чаще раза в час.
    }

signing-check-wanted = Пришлите или перешлите файл, который нужно проверить.
signing-check-unchanged = ✅ <b>Не изменён</b>
    { $title }
    Подписали { $signed } из { $total }
    Печать: { $organisation }, { $at }
signing-check-earlier = Это более ранняя редакция, подлинная и без изменений. Есть новее: в ней на одну метку времени больше. Подписи в обеих те же.
signing-check-changed = ⛔️ <b>Изменён</b>
    Файл похож на готовый документ, но его содержимое изменено. Не полагайтесь на него: попросите оригинал у того, кто его прислал.
signing-check-unknown = ❔ <b>Здесь неизвестен</b>
    Это не похоже на готовый документ этой организации. Файл не обязательно подделан: проверьте, что это сам файл, а не его фото или распечатка.
signing-check-original = 📄 <b>Исходный файл документа</b>
    { $title }
    Отправлено { $at }
    Подписали { $signed } из { $total }
    Подписи – в готовом файле, а не в этом.
signing-check-signer = • { $name }, { $at }
signing-check-more = … и ещё { $more }
signing-sheet-found = 📄 <b>{ $title }</b>
    { $organisation }
    Подтвердили { $signed } из { $total }
    { $state ->
        [finished] Завершено { $at }
        [voided] 🚫 Отозвано { $at }
       *[open] Ещё подписывают, отправлено { $at }
    }

    SHA-256 оригинала: <code>{ $fingerprint }</code>
    Чтобы проверить сам файл, пришлите его сюда.

notice-request-sent = <b>{ $title }</b>
    { $author } просит вас { $kind ->
        [sign] подписать этот документ
        [acknowledge] ознакомиться с этим документом
        [witness] засвидетельствовать этот акт
       *[course] пройти это обучение
    } до { $deadline }.

    Откройте файл, прочитайте и нажмите кнопку.
    Отпечаток: <code>{ $fingerprint }</code>
notice-request-reminder = ⏰ <b>{ $title }</b>
    Напоминание: { $kind ->
        [sign] нужно подписать документ
        [acknowledge] нужно ознакомиться с документом
        [witness] нужно подтвердить акт как свидетель
       *[course] нужно пройти обучение
    }. Срок – { $deadline }.
notice-request-overdue = ⌛ <b>{ $title }</b>
    Срок прошёл { $deadline }, а { $kind ->
        [sign] подписи ещё нет
        [acknowledge] ознакомление ещё не подтверждено
        [witness] акт ещё не засвидетельствован
       *[course] обучение ещё не пройдено
    }. Ещё неделю это можно сделать здесь, с опозданием.
notice-request-overdue-author = ⌛ <b>{ $title }</b>
    Срок прошёл { $deadline }. Не ответили: { $waiting } из { $total }. Они могут сделать это ещё неделю, с опозданием.
notice-request-voided = <b>{ $title }</b>: { $state ->
        [expired] срок прошёл, отвечать уже не нужно.
        [replaced] эта версия заменена новой. Отвечайте на ту, что пришла последней.
        [left-out] эта версия заменена новой, вас в списке её получателей нет. Делать ничего не нужно.
        [declined] в очереди перед вами есть отказ. Делать ничего не нужно.
       *[voided] документ отозван. Делать ничего не нужно.
    }
notice-version-replaced = <b>{ $title }</b>
    Вы подтвердили версию { $old }. Её заменила версия { $new }, вас в списке её получателей нет. Делать ничего не нужно: ваша подпись под версией { $old } остаётся в силе.
notice-unreached-document = ⚠️ <b>{ $name }</b>: сообщения в Telegram не доходят, бот заблокирован или аккаунт удалён. Ответа на документ <b>{ $title }</b> ещё нет.
    В статусе документа видно, скольким людям не удаётся написать и скольким сообщили по e-mail или SMS.
notice-unreached-person = ⚠️ <b>{ $name }</b>: сообщения в Telegram не доходят, бот заблокирован или аккаунт удалён. Важное пойдёт на e-mail или в SMS, если они есть в карточке.
notice-unreached-card = Открыть карточку
notice-request-declined = ✖️ <b>{ $title }</b>
    { $name } отказывается. Причина:
    <i>{ $reason }</i>
notice-refusal-act = ⚠️ <b>{ $title }</b>
    Составлен акт о том, что вы не подписали этот документ. Автор акта: { $author }. Его должны подтвердить два свидетеля. { $state ->
        [open] Вы ещё можете ответить: откройте документ.
       *[declined] Если что-то не так, обратитесь к автору акта.
    }
notice-sequence-ended = Подписание по очереди остановлено: документ не { $number ->
        [one] получит ещё { $number } человек
        [few] получат ещё { $number } человека
       *[other] получат ещё { $number } человек
    }.{ $reader ->
        [author] {" "}Чтобы продолжить, отправьте новую версию.
       *[signer] {""}
    }
notice-document-finished = { $signed ->
        [0] ⌛ <b>{ $title }</b>
            Завершено, но не подтвердил никто (0 из { $total }). В файле – лист подписей с печатью организации.
       *[other] ✅ <b>{ $title }</b>
            Завершено: подтвердили { $signed } из { $total }. В файле подписи и печать организации. Чтобы проверить его в любое время, пришлите его этому боту.
    }

sheet-title = Лист подписей и ознакомления
sheet-organisation = Организация
sheet-document = Документ
sheet-file = Файл
sheet-fingerprint = Отпечаток
sheet-size = Размер
sheet-unit = байт
sheet-version = Версия
sheet-made = Составлен
sheet-mark = Подписано электронно: { $signed } из { $total }
sheet-tally = Подтвердили { $signed } из { $total }
sheet-signed = Подтвердили
sheet-unsigned = Не подтвердили
sheet-name = Имя, должность
sheet-time = Время
sheet-way = Способ
sheet-signature = Подпись
sheet-state = Состояние
sheet-qr-hint = По коду документ можно проверить.
sheet-note = Записи о каждой подписи вложены в этот файл; печать организации заверяет его целиком. Проверка: countersign verify.
sheet-unstamped = При запечатывании служба меток времени не ответила: печать содержит время сервера, метка времени будет добавлена в файл позже.
sheet-page = Страница { $page } из { $pages }
sheet-method-tap = кнопка
sheet-method-pin = кнопка и PIN
sheet-method-passkey = ключ доступа
sheet-method-qualified = квалифицированная подпись
sheet-outcome-signed = подписано
sheet-outcome-acknowledged = ознакомлен(а)
sheet-outcome-completed = пройдено
sheet-outcome-witnessed = засвидетельствовано
sheet-state-waiting = ждёт своей очереди
sheet-state-open = без ответа
sheet-state-signed = подтверждено
sheet-state-declined = отказ
sheet-state-voided = отозвано
sheet-state-no-turn = очередь не дошла
sheet-state-left = закрыто при увольнении
sheet-state-expired = срок прошёл
sheet-state-delegated = передано коллеге

refused-title-empty = Название пустое. Напишите название документа.
refused-title-long = Название слишком длинное. Сократите его до { $most } символов.
refused-nobody-chosen = Никто из выбранных не зарегистрирован, отправлять некому. Выберите других.
refused-draft-gone = Этот черновик уже отправлен или отменён. Начните снова с /menu.
refused-draft-changed = Данные с тех пор изменились. Проверьте последнюю сводку и отправьте документ из неё.
refused-warning-unaccepted = Прежде чем отправить, примите предупреждение в сводке.
refused-date-unreadable = Не могу прочитать дату. Напишите её так: 31.12.2026 или 31.12.2026 23:59.
refused-deadline-past = Этот срок уже прошёл. Выберите день позже или допишите время: 31.12.2026 23:59.
refused-deadline-far = Это больше чем через три года. Проверьте год.
refused-reason-empty = Для отказа нужна причина. Напишите её одним сообщением.
refused-reason-long = Причина слишком длинная. Сократите её до { $most } символов.
refused-document-ended = Документ «{ $title }» уже завершён или отозван. Откройте его снова, чтобы увидеть статус.
refused-pin-wanted = Этот документ подтверждают PIN-кодом. Нажмите кнопку под документом ещё раз.
refused-file-empty = Файл пустой. Пришлите другой.
refused-pdf-damaged = Этот PDF повреждён: ни одну страницу не удаётся показать. Сохраните его заново и пришлите ещё раз.
refused-pdf-encrypted = Этот PDF заблокирован: он открывается только с паролем, и люди не смогли бы его прочитать. Сохраните его без пароля и отправьте ещё раз.
refused-pdf-xfa = Это динамическая форма XFA, большинство программ её не покажет. Распечатайте её в PDF и пришлите ещё раз.
refused-pdf-long = В неизменной копии может быть не больше { $most } страниц. Распечатайте файл в PDF и пришлите его.
refused-file-changing = Этот файл позже может показать другое. Сделайте неизменную копию или пришлите другой файл.
refused-file-too-hard = Файл слишком сложен для обработки. Сохраните его проще (например, распечатайте в PDF) и пришлите ещё раз.
refused-timestamp-unavailable = Служба меток времени не отвечает. Делать ничего не нужно: запрос повторится. Документы завершаются без ожидания, метки времени добавляются позже.
refused-authority-untrusted = Сертификат службы меток времени не ведёт ни к одному из сертификатов в TSA_CERTIFICATES. Попросите администратора проверить их.
refused-certificate-unreadable = Это не сертификат в формате PEM или DER с ключом P-256. Возьмите тот, который выдаёт команда countersign certificate.
refused-recipient-already = { $name }: этот документ уже отправлен этому человеку. Выберите другого.
