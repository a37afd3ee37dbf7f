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
signing-hand-on-ask = Передать <b>{ $title }</b>?
    Вместо вас ответит { $name }, срок – { $deadline }. Автор узнает об этом; вернуть документ себе вы не сможете.
signing-hand-on-yes = Да, передать
signing-hand-on-another = Выбрать другого человека
signing-handed-on = ↪️ <b>{ $title }</b> передан. Теперь отвечает { $name }; больше ничего делать не нужно.
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
