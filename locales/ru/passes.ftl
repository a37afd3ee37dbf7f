pass-my-passes = Мои пропуска
pass-my-list = Выберите пропуск, чтобы показать его код. Код действует 3 минуты и срабатывает один раз.
pass-my-none = Пропусков у вас пока нет. Если вам нужен пропуск, обратитесь к руководителю.
pass-label = { $type } № { $number }, до { $until }
pass-live = <b>{ $type }</b> № { $number }
    { $name }

    { $bar } <b>{ $left }</b>
    Сработает один раз, до { $until }.
    Код для ввода вручную: <code>{ $typed }</code>

    Покажите QR-код на пункте проверки. Если время вышло, нажмите «Обновить код».
pass-live-expired = <b>{ $type }</b> № { $number }
    ⌛ Время этого кода вышло. Чтобы показать пропуск, нажмите «Обновить код».
pass-live-used = <b>{ $type }</b> № { $number }
    ✔️ Этот код уже показан, второй раз он не сработает. Чтобы показать пропуск снова, нажмите «Обновить код».
pass-refresh = 🔄 Обновить код
pass-full-screen = 📱 На весь экран
pass-show = Показать код
pass-open = Открыть пропуск

pass-type-staff = Служебный пропуск
pass-type-student = Студенческий билет
pass-type-visitor = Гостевой пропуск
pass-type-vehicle = Пропуск на автомобиль
pass-type-parking = Пропуск на стоянку
pass-type-library = Читательский билет
pass-type-contractor = Пропуск подрядчика
pass-type-id-card = ID-карта
pass-type-foreign-passport = Загранпаспорт
pass-type-taxpayer-card = Карта налогоплательщика
pass-type-student-card = Студенческий (Дия)
pass-type-birth-certificate = Свидетельство о рождении
pass-type-idp-certificate = Справка ВПЛ
pass-type-driving-licence = Водительские права
pass-type-vehicle-registration = Техпаспорт
pass-type-pension-card = Пенсионное удостоверение
pass-type-residence-permit = Вид на жительство

pass-days = { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
pass-issue = Выдать пропуск
pass-issue-type = <b>{ $name }</b>: какой пропуск выдать?
pass-issue-days = { $type }: на какой срок? Нажмите кнопку или напишите даты, например 25.12.2026 или 25.12.2026–28.12.2026.
pass-issue-photo = Пришлите фото владельца: лицо анфас, без других людей. Дежурный будет сверять по нему человека.
pass-without-photo = Без фото
pass-issued = ✅ Пропуск выдан: <b>{ $type }</b> № { $number }
    { $name }
    Действует до { $until }
pass-from = Действует с { $day }
pass-issued-told = Владелец уже получил сообщение и может показать код.
pass-issued-photo-wanted = Владельца попросили прислать фото. Пропуск заработает, как только вы его одобрите.
pass-issue-field = { $type }: что вписать в поле «{ $field }»?
pass-field = { $label }: <b>{ $value }</b>
pass-field-plate = Номер автомобиля
pass-photo-on-file = Взять одобренное фото
pass-photo-from-holder = Пусть пришлёт владелец
pass-of = Пропуска
pass-of-list = Пропуска: <b>{ $name }</b>
pass-of-none = <b>{ $name }</b>: пропусков ещё нет.
pass-card = <b>{ $type }</b> № { $number }
    { $name }
    Действует до { $until }
pass-card-photo-wanted = 📷 Ждёт фото владельца
pass-card-revoked = 🚫 Аннулирован { $at }
pass-card-expired = ⌛ Срок действия истёк
pass-revoke = Аннулировать
pass-revoke-ask = Аннулировать: <b>{ $type }</b> № { $number }, { $name }, действует до { $until }? С этой минуты по нему никого не пропустят. Вернуть его нельзя, только выдать новый.
pass-revoke-confirm = Да, аннулировать
pass-revoked = 🚫 Пропуск № { $number } аннулирован, показать его больше нельзя. Владелец: { $name }.
pass-not-me-told = Руководители предупреждены. Если ваш телефон был у кого-то другого, попросите у руководителя новую личную ссылку.

notice-pass-issued = Вам выдан пропуск: <b>{ $type }</b> № { $number }, действует до { $until }. Чтобы показать его на пункте проверки, нажмите «Показать код».
notice-pass-revoked = 🚫 Ваш пропуск «{ $type }» № { $number } аннулирован. Если это ошибка, обратитесь к руководителю.
notice-photo-sent = 📷 <b>{ $name }</b>: пришло фото для пропусков. Посмотрите и решите.
notice-photo-approved = ✅ Ваше фото одобрено, оно уже на ваших пропусках.
notice-photo-refused = Ваше фото не приняли. Пришлите другое: лицо анфас и крупно, при хорошем свете, без других людей.
notice-checked = ✅ { $organisation }: ваш пропуск № { $number } ({ $type }) проверен.
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation }: ваш пропуск № { $number } ({ $type }) проверяли, но не пропустили вас.
    { $place }, { $at }

    { $verdict ->
        [not-yet-valid] Он ещё не начал действовать. Если это ошибка, обратитесь к руководителю.
        [pass-expired] Его срок истёк. Новый выдаёт руководитель.
        [revoked] Он аннулирован. Если это ошибка, обратитесь к руководителю.
        [not-accepted-here] На этом пункте такие пропуска не принимают. Если это ошибка, обратитесь к руководителю.
        [own-pass] Собственный пропуск не проверяют. Пусть его проверит другой дежурный.
        [already-used] Код уже использован. Откройте «Мои пропуска», обновите код и покажите ещё раз.
        [already-used-here] Код уже использован. Откройте «Мои пропуска», обновите код и покажите ещё раз.
       *[code-expired] Срок кода истёк. Откройте «Мои пропуска», обновите код и покажите ещё раз.
    }
notice-checked-not-me = Это не я
notice-not-me = ⚠️ <b>{ $holder }</b> сообщает, что пропуск № { $number } показывал кто-то другой.
    { $place }, { $at }
    Дежурный: { $guard }

    Позвоните на пункт. Если нужно, аннулируйте пропуск.

refused-photo-unusable = Это фото не подходит. Пришлите обычное вертикальное фото (JPEG, PNG, HEIC или WebP), от { $least } пикселей в ширину, с лицом посередине.
refused-pass-validity = Пропуск может действовать не больше { $days } дней. Выберите срок кнопкой.
refused-pass-type-name = Напишите название одной строкой, до { $most } символов.
refused-pass-fields = Не больше { $most } полей, по одному в строке, все разные, до { $longest } символов каждое. Напишите ещё раз.
refused-pass-field = В поле «{ $field }» помещается одна строка до { $longest } символов. Напишите ещё раз.
refused-pass-type-gone = Такого вида пропусков больше нет. Откройте список видов ещё раз.
refused-pass-type-taken = Вид «{ $name }» уже есть. Измените его или напишите другое название.
refused-pass-types-many = Собственных видов может быть не больше { $most }. Сначала уберите один из них.
refused-pass-draft-gone = Оформление этого пропуска прервано. Начните заново с карточки сотрудника.
refused-pass-photo-wanted = Пропуск № { $number } ещё не действует: ваше фото должны одобрить. Пришлите его в разделе «Мои пропуска».
refused-photo-decided = Это фото уже рассмотрели. Откройте список фото ещё раз.
refused-pass-revoked = Пропуск № { $number } аннулирован. Обратитесь к руководителю.
refused-pass-expired = Срок действия пропуска № { $number } истёк. Попросите у руководителя новый.
refused-pass-not-yet-valid = Пропуск № { $number } ещё не начал действовать. Откройте его, когда начнётся его срок.
refused-pass-period-past = Эти даты уже прошли. Напишите более поздние.
