pass-my-passes = Мои пропуска
pass-my-list = Выберите пропуск, чтобы показать его код. Код действует 3 минуты и срабатывает один раз.
pass-my-none = Пропусков у вас пока нет. Если вам нужен пропуск, обратитесь к руководителю.
pass-label = { $type } № { $number }, до { $until }
pass-live = <b>{ $type }</b> № { $number }
    { $name }

    Действует до <b>{ $until }</b>, один раз.
    Код для набора: <code>{ $typed }</code>

    Покажите QR-код на пункте проверки. Если время вышло, нажмите «Обновить код».
pass-refresh = 🔄 Обновить код
pass-show = Показать код
pass-open = Открыть пропуск

pass-type-staff = Служебный пропуск
pass-type-student = Студенческий билет
pass-type-visitor = Гостевой пропуск
pass-type-vehicle = Пропуск на автомобиль
pass-type-parking = Пропуск на стоянку
pass-type-library = Читательский билет
pass-type-contractor = Пропуск подрядчика

pass-days = { $days ->
        [one] { $days } день
        [few] { $days } дня
        [many] { $days } дней
       *[other] { $days } дня
    }
pass-issue = Выдать пропуск
pass-issue-type = <b>{ $name }</b>: какой пропуск выдать?
pass-issue-days = { $type }: сколько он будет действовать?
pass-issue-photo = Пришлите фото владельца: лицо анфас, без других людей. Дежурный будет сверять по нему человека.
pass-without-photo = Без фото
pass-issued = ✅ Выдан: <b>{ $type }</b> № { $number }
    { $name }
    Действует до { $until }

    Владелец уже получил сообщение и может показать код.
pass-of = Пропуска
pass-of-list = Пропуска: <b>{ $name }</b>
pass-of-none = У <b>{ $name }</b> пропусков ещё нет.
pass-card = <b>{ $type }</b> № { $number }
    { $name }
    Действует до { $until }
pass-card-revoked = 🚫 Аннулирован { $at }
pass-card-expired = ⌛ Срок действия истёк
pass-revoke = Аннулировать
pass-revoke-ask = Аннулировать: <b>{ $type }</b> № { $number }, { $name }, действует до { $until }? С этой минуты по нему никого не пропустят. Вернуть его нельзя, только выдать новый.
pass-revoke-confirm = Да, аннулировать
pass-revoked = 🚫 Пропуск № { $number } аннулирован. { $name } больше его не покажет.
pass-not-me-told = Руководители предупреждены. Если телефон был не у вас, попросите руководителя выдать вам новую ссылку.

notice-pass-issued = Вам выдан: <b>{ $type }</b> № { $number }, действует до { $until }. Чтобы показать его на пункте проверки, нажмите «Показать код».
notice-checked = ✅ { $organisation }: ваш пропуск № { $number } ({ $type }) проверен.
    { $place }, { $at }
notice-checked-not-passed = ℹ️ { $organisation }: ваш пропуск № { $number } ({ $type }) проверяли, но по этому коду не пропустили.
    { $place }, { $at }

    Обновите код в «Моих пропусках» и покажите ещё раз.
notice-checked-not-me = Это не я
notice-not-me = ⚠️ <b>{ $holder }</b> говорит, что пропуск № { $number } показывал кто-то другой.
    { $place }, { $at }
    Проверяет: { $guard }

    Позвоните на пункт. Если нужно, аннулируйте пропуск.

refused-photo-unusable = Это фото не подходит. Пришлите обычное фото (JPEG, PNG или WebP), от { $least } пикселей в ширину и в высоту.
refused-pass-validity = Пропуск может действовать не больше { $days } дней. Выберите срок кнопкой.
refused-pass-revoked = Пропуск № { $number } аннулирован. Обратитесь к руководителю.
refused-pass-expired = Срок действия пропуска № { $number } истёк. Попросите у руководителя новый.
refused-pass-not-yet-valid = Пропуск № { $number } ещё не начал действовать. Попробуйте, когда придёт его время.
