checkpoint-qrs = Служебные QR-коды
checkpoint-qrs-list = По служебному QR-коду заступают на смену. Выберите код или выдайте новый.
checkpoint-qrs-none = Служебных QR-кодов ещё нет. Выдайте первый: по нему заступают на смену.
checkpoint-qr-label = { $name } · { $days ->
        [one] ещё { $days } день
        [few] ещё { $days } дня
        [many] ещё { $days } дней
       *[other] ещё { $days } дня
    }
checkpoint-qr-card = <b>{ $name }</b>
    { $place }
    Принимает: { $accepts }
    Смена: до { $hours } ч
    На смену заступают: { $admits ->
        [guards] назначенные дежурные
        [staff] любой зарегистрированный сотрудник
       *[approved] назначенные дежурные, а остальные – с разрешения руководителя
    }
    Действует до { $until } ({ $days ->
        [one] ещё { $days } день
        [few] ещё { $days } дня
        [many] ещё { $days } дней
       *[other] ещё { $days } дня
    })
checkpoint-qr-on-duty = На смене: { $names }
checkpoint-qr-deleted = 🚫 Не действует с { $at }
checkpoint-qr-open = Открыть код
checkpoint-accepts-all = все пропуска
checkpoint-today = Сегодня
checkpoint-svg = SVG
checkpoint-svg-sent = QR-код в SVG: для типографии, любого размера.
checkpoint-poster = { $size ->
        [A4] Плакат A4
        [A5] Плакат A5
       *[S] Наклейки
    }
checkpoint-poster-sent = { $size ->
        [S] Восемь наклеек на листе A4: распечатайте на самоклеящейся бумаге в масштабе 100 %.
       *[other] Плакат { $size }: распечатайте и повесьте там, где заступают на смену.
    }
checkpoint-poster-call = Сканируйте, чтобы заступить на смену
checkpoint-poster-scan = Наведите камеру телефона на код и откройте бота.
checkpoint-poster-start = Нажмите «Заступить на смену».
checkpoint-poster-check = Присылайте боту фото QR-кодов пропусков: ответ придёт сразу.
checkpoint-poster-until = Код действует до { $until }
checkpoint-poster-contact = Вопросы: { $name }

checkpoint-issue = ➕ Выдать QR-код
checkpoint-issue-name = Как называется пункт? Например: «Проходная № 1».
checkpoint-issue-place = Где он? Например: «Главный вход, ул. Садовая, 5». Это место увидят те, кого проверяют.
checkpoint-issue-accepts = Какие пропуска здесь принимают? Отметьте нужные. Если не отметить ничего, принимаются все.
checkpoint-issue-documents = Документы в Дии проверяет сама Дия по штрихкоду. Отметьте те, на которые смотрят здесь.
checkpoint-accepts-every = Принимать все ›
checkpoint-accepts-these = Принимать отмеченные ›
checkpoint-issue-hours = Сколько может длиться смена?
checkpoint-hours = { $hours } ч
checkpoint-issue-days = На какой срок выдать код? Самое большее – 180 дней; о конце срока я напомню заранее.
checkpoint-issue-summary = Проверьте:

    <b>{ $name }</b>
    { $place }
    Принимает: { $accepts }
    Смена: до { $hours } ч
    Действует до { $until }

    На смену заступают: { $admits ->
        [guards] только дежурные, которых вы назначили (на карточке человека)
        [staff] любой зарегистрированный сотрудник, который отсканирует код
       *[approved] назначенные дежурные сразу, остальные – с разрешения руководителя
    }.
checkpoint-issue-confirm = Выдать
checkpoint-issue-pin = Введите свой PIN: им подписывается служебный QR-код.

checkpoint-admits = { $admits ->
        [guards] 🛡 Заступают: назначенные дежурные
        [staff] 👤 Заступают: все сотрудники
       *[approved] ✋ Заступают: с разрешения
    }
checkpoint-edit-button = ✏️ Изменить
checkpoint-edit = Что изменить? Сам код остаётся, плакат перепечатывать не нужно.

    <b>{ $name }</b>
    { $place }
    Принимает: { $accepts }
    Смена: до { $hours } ч
    На смену заступают: { $admits ->
        [guards] назначенные дежурные
        [staff] любой зарегистрированный сотрудник
       *[approved] назначенные дежурные, а остальные – с разрешения руководителя
    }
checkpoint-edit-name = Название
checkpoint-edit-place = Место
checkpoint-edit-accepts = Пропуска
checkpoint-edit-hours = Смена
checkpoint-edit-keep = Сохранить
checkpoint-edit-pin = Введите свой PIN: им подписываются изменения.
checkpoint-edited = ✅ Изменено, плакат остаётся в силе. Кто сейчас на смене, проверяет по новым условиям уже со следующего кода.

checkpoint-guest-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    Вас нет среди зарегистрированных сотрудников, поэтому заступить здесь можно только с разрешения руководителя. Он увидит ваше имя в Telegram: { $guest }. Попросить разрешения?
checkpoint-guest-ask = Попросить разрешения
checkpoint-guest-asked = ⏳ Запрос отправлен руководителям: { $name }, { $place }. Дождитесь ответа здесь. Если за полчаса его не будет, отсканируйте код ещё раз.
checkpoint-guest-pending = ⏳ Руководитель ещё не решил: { $name }, { $place }. Подождите ответа здесь.
checkpoint-guest-admit = ✅ Разрешить на одну смену
checkpoint-guest-refuse = Отказать
checkpoint-guest-on = 🟢 На смене: <b>{ $guest }</b>, до { $until }
    { $name }, { $place }
    Разрешение: { $by }
checkpoint-guest-off = { $state ->
        [refused] 🚫 Отказано: <b>{ $guest }</b>
       *[admitted] ⚪️ Уже не на смене: <b>{ $guest }</b>
    }
    { $name }, { $place }
    Решение: { $by }
checkpoint-guest-send-off = Завершить эту смену

checkpoint-renew = 🔄 Продлить
checkpoint-renew-ask = Продлить «{ $name }»? Вы получите новый код, он действует до { $until }. Старый код и плакат с ним сразу перестанут действовать. { $count ->
        [0] Сейчас на смене никого нет.
        [one] Сейчас на смене { $count } человек. Продолжить смену с новым кодом?
        [few] Сейчас на смене { $count } человека. Продолжить их смены с новым кодом?
        [many] Сейчас на смене { $count } человек. Продолжить их смены с новым кодом?
       *[other] Сейчас на смене { $count } человека. Продолжить их смены с новым кодом?
    }
checkpoint-renew-pin = Введите PIN, чтобы продлить служебный QR-код: { $name }.
checkpoint-renew-keep = Продолжить
checkpoint-renew-end = Завершить
checkpoint-renewed = ✅ Выдан новый код, старый больше не действует. Замените плакат. { $count ->
        [0] Сейчас на смене никого нет.
        [one] { $count } человек остаётся на смене.
        [few] { $count } человека остаются на смене.
        [many] { $count } человек остаются на смене.
       *[other] { $count } человека остаются на смене.
    }
checkpoint-delete = Удалить
checkpoint-delete-ask = Удалить «{ $name }»? Код перестанет действовать сразу. { $count ->
        [0] Сейчас на смене никого нет.
        [one] Смена { $count } человека завершится.
       *[other] Смены { $count } человек завершатся.
    }
checkpoint-delete-confirm = Да, удалить
checkpoint-deleted = «{ $name }»: код удалён. { $count ->
        [0] На смене никого не было.
        [one] Завершена { $count } смена.
        [few] Завершены { $count } смены.
        [many] Завершено { $count } смен.
       *[other] Завершено { $count } смены.
    }

checkpoint-offer = <b>{ $organisation }</b>
    { $name }, { $place }

    Смена продлится до { $until }. Вы будете проверять пропуска от имени организации.
checkpoint-offer-own = Вы сейчас на смене: { $name }, { $place }. Она завершится, как только вы заступите.
checkpoint-offer-others = Здесь уже на смене: { $names }.
checkpoint-ask-first = Вы не назначены дежурным, поэтому заступить здесь можно только с разрешения руководителя.
checkpoint-go = Заступить на смену
checkpoint-take-over = Принять смену, прежнюю завершить
checkpoint-started = 🟢 Вы на смене: <b>{ $name }</b>, { $place }
    { $organisation }, до { $until }

    Присылайте сюда фото QR-кодов: по одному, несколько на одном фото или альбомом. Или введите код, напечатанный под QR-кодом.
checkpoint-started-documents = Документ в Дии: пришлите фото штрихкода или введите 13 цифр под ним.
checkpoint-shift = Моя смена
checkpoint-shift-now = 🟢 Вы на смене: <b>{ $name }</b>, { $place }
    До { $until }
checkpoint-shift-over = ⚪️ Ваша смена завершилась { $at }: { $name }, { $place }.
checkpoint-off-duty = Вы не на смене, поэтому проверить код нельзя. Чтобы заступить, отсканируйте камерой служебный QR-код на пункте.
checkpoint-end-shift = Завершить смену
checkpoint-scanner = 📷 Открыть сканер
checkpoint-scanner-browser = 🌐 Открыть в браузере
checkpoint-scanner-menu = Сканер
checkpoint-scanner-link = 📱 Сканер открывается в браузере. Кнопка действует один раз, до { $until }, и только для вас: кто её откроет, будет проверять пропуска от вашего имени.
checkpoint-scanner-go = Открыть в браузере
checkpoint-report = ⚪️ Смена завершена: <b>{ $name }</b>, { $place }
    Началась { $since }
checkpoint-go-again = Чтобы заступить снова, отсканируйте служебный QR-код.
checkpoint-checks = Проверок: { $count }
checkpoint-no-checks = Проверок ещё не было.

checkpoint-severity-found = НАЙДЕН, ДЕЙСТВИТЕЛЕН
checkpoint-severity-stop = НЕ ПРОПУСКАТЬ
checkpoint-severity-cannot-tell = НЕ МОГУ ОПРЕДЕЛИТЬ
checkpoint-seen = <b>{ $name }</b>
    { $type } № { $number }
    Действует до { $until }
checkpoint-seen-begins = Начнёт действовать { $begins }
checkpoint-verdict-valid = Убедитесь, что перед вами этот человек, и пропускайте.
checkpoint-verdict-code-expired = Код просто устарел, человек здесь ни при чём. Попросите нажать «Обновить код» и показать новый.
checkpoint-verdict-already-used = Этот код уже показывали: возможно, это снимок экрана. Попросите открыть бота и обновить код при вас.
checkpoint-verdict-pass-expired = Срок действия пропуска истёк. Новый выдаёт руководитель.
checkpoint-verdict-not-yet-valid = Пропуск ещё не начал действовать. Если это ошибка, обратитесь к руководителю.
checkpoint-verdict-revoked = Действительный пропуск не найден: этот аннулирован. Позвоните руководителю.
checkpoint-verdict-not-accepted-here = Пропуск настоящий, но на этом пункте такие не принимают. Если это ошибка, обратитесь к руководителю.
checkpoint-verdict-own-pass = Это ваш собственный пропуск: самого себя не проверяют. Пусть вас проверит другой дежурный или руководитель.
checkpoint-verdict-no-pass = Это код организации, но не пропуск. Попросите открыть «Мои пропуска» и показать код оттуда.
checkpoint-verdict-changed = Такой документ не найден: его изменили после подписания. Позвоните руководителю.
checkpoint-verdict-forged = Пропуск не найден: код похож на наш, но подделан. Позвоните руководителю.
checkpoint-verdict-unknown = Пропуск не найден: это не код вашей организации. Попросите открыть «Мои пропуска» и показать код оттуда.
checkpoint-verdict-unreadable = QR-код на фото не читается. Подойдите ближе, добавьте света или пришлите фото файлом. Или введите код, который под QR-кодом.
checkpoint-verdict-unavailable = Проверить сейчас не удалось, человек здесь ни при чём. Пришлите фото ещё раз или введите код.
checkpoint-verdict-valid-offline = Пропуск был действителен, когда в последний раз была сеть. Убедитесь, что перед вами этот человек, и пропускайте.
checkpoint-verdict-already-used-here = Этот код уже использован на этом пункте: возможно, это снимок экрана. Попросите открыть бота и обновить код при вас.
checkpoint-verdict-not-in-pack = Без сети этот код здесь неизвестен. Человек тут ни при чём: пропуск может быть новым. Проверьте ещё раз, когда появится сеть, или обратитесь к руководителю.
checkpoint-verdict-pack-too-old = Данные для проверки без сети устарели, человек здесь ни при чём. Найдите сеть или обратитесь к руководителю.
checkpoint-document-confirmed = ДИЯ ПОДТВЕРДИЛА – СВЕРЬТЕ
checkpoint-verdict-document-valid = Документ действителен. Сверьте фото и имя на экране телефона с человеком и пропускайте.
checkpoint-verdict-document-unconfirmed = Дия не знает этого кода: его уже использовали или прошли три минуты. Человек здесь ни при чём. Попросите обновить код и проверьте ещё раз.
checkpoint-verdict-document-repeated = Этот код уже проверяли, а действует он один раз. Если человек тот же, прежний результат в силе. Иначе попросите новый код.
checkpoint-verdict-document-unanswered = Дия не ответила, действителен ли документ; код, возможно, уже использован. Попросите новый код и проверьте ещё раз. Если не поможет, решайте сами: сверьте документ на экране с человеком.
checkpoint-verdict-document-unavailable = Дия сейчас недоступна, код не использован. Человек здесь ни при чём. Попробуйте ещё раз или решайте сами: сверьте документ на экране с человеком.
checkpoint-document-kinds = Какой это документ, Дия не сообщает. Здесь проверяют: { $kinds }. Посмотрите, что именно на экране.
checkpoint-document-sent = Отправлено в Дию { $at }: { $name }, { $place }. Результат: { $result }.
checkpoint-moving = QR-код не читается из видео, GIF или стикера. Пришлите обычное фото кода или введите символы под ним.
checkpoint-used = Использован { $at }: { $name }, { $place }.
checkpoint-elsewhere = ⚠️ Тот же пропуск только что проверили в другом месте: { $name }, { $place }, { $at }. Убедитесь, кто перед вами.
checkpoint-other-codes = ℹ️ { $count ->
        [one] Ещё { $count } код на фото – не пропуск.
        [few] Ещё { $count } кода на фото – не пропуска.
       *[many] Ещё { $count } кодов на фото – не пропуска.
    } Если его показал человек, попросите открыть «Мои пропуска».
checkpoint-own-qr = 🟢 Это служебный QR-код вашей смены: <b>{ $name }</b>, { $place }
    Смена идёт до { $until }. Чтобы проверить пропуск, пришлите фото его QR-кода.
checkpoint-again = ⚠️ Эту же карточку уже показывали здесь: { $at }. Не передали ли её другому? Сверьте фото.

checkpoint-count-valid = действительных: { $count }
checkpoint-count-code-expired = код устарел: { $count }
checkpoint-count-already-used = код уже использован: { $count }
checkpoint-count-pass-expired = срок пропуска истёк: { $count }
checkpoint-count-not-yet-valid = ещё не действует: { $count }
checkpoint-count-revoked = аннулирован: { $count }
checkpoint-count-not-accepted-here = здесь не принимают: { $count }
checkpoint-count-own-pass = собственный пропуск: { $count }
checkpoint-count-changed = документ изменён: { $count }
checkpoint-count-forged = подделка: { $count }
checkpoint-count-unknown = не наш код: { $count }
checkpoint-count-unreadable = не прочитано: { $count }
checkpoint-count-unavailable = не удалось проверить: { $count }
checkpoint-count-valid-offline = действительны, проверено без сети: { $count }
checkpoint-count-already-used-here = код уже использован здесь: { $count }
checkpoint-count-not-in-pack = неизвестны без сети: { $count }
checkpoint-count-pack-too-old = устарели данные без сети: { $count }

checkpoint-count-document-valid = документ подтверждён: { $count }
checkpoint-count-document-unconfirmed = Дия не подтвердила: { $count }
checkpoint-count-document-repeated = код уже отправляли в Дию: { $count }
checkpoint-count-document-unanswered = Дия не ответила: { $count }
checkpoint-count-document-unavailable = Дия недоступна: { $count }

checkpoint-day = Проверки за { $day }, { $where }
checkpoint-everywhere = все пункты
checkpoint-export = ⬇️ Скачать журнал
checkpoint-export-ask = За какое время скачать журнал проверок? Файл исчезнет из чата через час.
checkpoint-export-days = { $days ->
        [0] Весь журнал
        [1] Сегодня
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
checkpoint-log = Журнал проверок
checkpoint-log-file = Проверки.xlsx
checkpoint-log-remark = Персональные данные: не пересылайте, после работы удалите.
checkpoint-log-done = <b>⚠️ Здесь персональные данные.</b> Проверок в журнале: { $checks }. Сохраните файл, если нужно: { $until } он исчезнет из чата.
checkpoint-log-at = Когда
checkpoint-log-name = Пункт
checkpoint-log-place = Место
checkpoint-log-verdict = Результат
checkpoint-log-type = Пропуск
checkpoint-log-number = №
checkpoint-log-holder = Владелец
checkpoint-log-guard = Дежурный
checkpoint-log-id = Проверка
checkpoint-log-undone = Отменено
checkpoint-log-reason = Почему отменено
checkpoint-log-arrived = Проверено без сети, получено
checkpoint-log-judged = Результат после получения
checkpoint-log-verdict-valid = действителен
checkpoint-log-verdict-code-expired = код устарел
checkpoint-log-verdict-already-used = код уже использован
checkpoint-log-verdict-pass-expired = срок истёк
checkpoint-log-verdict-not-yet-valid = ещё не действует
checkpoint-log-verdict-revoked = аннулирован
checkpoint-log-verdict-not-accepted-here = здесь не принимают
checkpoint-log-verdict-own-pass = собственный пропуск
checkpoint-log-verdict-changed = документ изменён
checkpoint-log-verdict-forged = поддельный код
checkpoint-log-verdict-unknown = не наш код
checkpoint-log-verdict-unreadable = не прочитано
checkpoint-log-verdict-unavailable = не удалось проверить
checkpoint-log-verdict-valid-offline = действителен (без сети)
checkpoint-log-verdict-already-used-here = код уже использован здесь (без сети)
checkpoint-log-verdict-not-in-pack = неизвестный код (без сети)
checkpoint-log-verdict-pack-too-old = устарели данные без сети

checkpoint-log-verdict-document-valid = документ подтверждён
checkpoint-log-verdict-document-unconfirmed = Дия не подтвердила
checkpoint-log-verdict-document-repeated = код уже отправляли в Дию
checkpoint-log-verdict-document-unanswered = Дия не ответила
checkpoint-log-verdict-document-unavailable = Дия недоступна

notice-service-qr-reminder = ⏳ Служебный QR-код <b>{ $name }</b> ({ $place }) { $days ->
        [0] сегодня
        [one] через { $days } день
        [few] через { $days } дня
        [many] через { $days } дней
       *[other] через { $days } дня
    } перестанет действовать: { $until }. Чтобы получить новый код, нажмите «🔄 Продлить».
notice-service-qr-expired = ⌛ Служебный QR-код <b>{ $name }</b> ({ $place }) больше не действует, смены по нему завершены. Продлите его, чтобы пункт работал дальше.
notice-guest-asks = 🙋 <b>{ $guest }</b> (имя из Telegram, личность не проверена) просит разрешения заступить на смену: { $name }, { $place }. Разрешите, только если знаете этого человека.
notice-employee-asks = 🙋 <b>{ $guest }</b> есть в списке сотрудников, но не среди назначенных дежурных, и просит разрешения заступить на смену: { $name }, { $place }. Разрешить на одну смену?
notice-guest-asks-formerly = ⚠️ Раньше этот аккаунт Telegram принадлежал сотруднику: <b>{ $name }</b>. Сейчас прав у него здесь нет.
notice-guest-refused = Руководитель не разрешил вам заступить на смену: { $name }, { $place }. Если это ошибка, обратитесь к нему.
notice-shift-taken-over = 🔁 На смену заступает <b>{ $guard }</b> вместо: { $before }. { $name }, { $place }, { $at }. Если это ошибка, проверьте в «Служебных QR-кодах», кто на смене.
notice-offline-differed = ⚠️ <b>{ $name }</b>, { $place }: проверок без сети, результат которых теперь другой: { $count }. Дежурный: { $guard }.
notice-offline-differed-first = Первая из них, { $at }: дежурный видел «{ $shown }», результат теперь «{ $found }». Пропуск № { $number }. Расспросите дежурного и посмотрите журнал проверок.
notice-shift-ended = ⚪️ Ваша смена завершена: <b>{ $name }</b>, { $place }. { $why ->
        [time] Её время вышло.
        [handover] Её принял другой человек.
        [deleted] Служебный QR-код удалён.
        [renewed] Служебный QR-код заменён новым.
        [expired] Срок действия служебного QR-кода истёк.
        [not-admitted] Вы больше не среди тех, кто здесь заступает.
        [sent-off] Её завершил руководитель.
       *[own] Вы её завершили.
    } Начало: { $since }. Чтобы заступить снова, отсканируйте действующий служебный QR-код.

refused-label-unusable = Это не подходит: нужна одна строка, до { $most } символов. Напишите короче.
refused-service-qr-terms = Такой срок не подходит: служебный QR-код действует не больше { $days } дней. Выберите кнопкой.
refused-service-qr-closed = Заступить на смену по этому коду нельзя. Попросите у руководителя действующий служебный QR-код.
refused-not-guard = Здесь заступают только назначенные дежурные: { $name }, { $place }. Попросите руководителя назначить вас.
refused-service-qr-deleted = «{ $name }»: этот код уже удалён или заменён новым. Откройте «Служебные QR-коды».
refused-guest-asks-too-often = Вы уже несколько раз просили разрешения. Подождите { $minutes } минут или обратитесь к руководителю.
refused-guest-not-admitted = По этому коду заступить нельзя. Обратитесь к тому, кто вам его дал.
refused-guest-request-expired = Запрос больше не действует: { $name }. Пусть этот человек отсканирует действующий код ещё раз.
refused-device-key-unusable = Ключ этого браузера не подходит, поэтому проверять без сети здесь нельзя. Откройте сканер в другом браузере.
refused-picture-unusable = Этот файл не открывается как фото. Пришлите обычное фото (JPEG, PNG, HEIC или WebP).
refused-picture-crowded = На фото больше { $most } QR-кодов, поэтому не проверен ни один. Снимите их по частям.
refused-picture-too-large = Файл слишком большой. Пришлите его как фото, а не файлом.
refused-typed-code-mistyped = В коде ошибка. Сверьте его с кодом под QR-кодом (12 символов) и введите ещё раз.
refused-barcode-mistyped = В номере ошибка: последняя цифра не сходится. Сверьте его с 13 цифрами под штрихкодом и введите ещё раз. В Дию ничего не отправлено.
refused-barcodes-crowded = На фото несколько штрихкодов, ни один не отправлен в Дию. Снимите один.
refused-diia-qr-shown = Это QR-код Дии, а проверить можно только штрихкод. Попросите переключить на штрихкод, снимите его или введите 13 цифр под ним.
refused-documents-not-checked = На этом пункте документы в Дии не проверяют; в Дию ничего не отправлено. Если это ошибка, обратитесь к руководителю.

checkpoint-snooze = Напомнить завтра
checkpoint-snoozed = Напомню после { $until }. До конца своего срока код действует.
checkpoint-snoozed-not = Срок кода – { $until }. Рабочих часов до него больше не будет, откладывать некуда. Продлите код сегодня.
checkpoint-undo = ↩️ Отменить проверку
checkpoint-undo-ask = В чём ошибка? Напишите одной строкой. Отменить проверку можно в течение 15 минут.
checkpoint-undone = ↩️ Проверка отменена, в журнале осталась отметка. Чтобы проверить человека снова, попросите обновить код.
checkpoint-undone-before = Эта проверка уже отменена. В журнале остаётся первая причина.
checkpoint-undone-result = ↩️ <b>ОТМЕНЕНО</b>: эта проверка не учитывается.
refused-undo-too-late = Отменить проверку можно только в течение { $minutes } минут. Расскажите об ошибке руководителю.
refused-reason-unusable = Напишите причину одной строкой, до { $most } символов.
