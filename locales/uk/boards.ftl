signing-extend = Продовжити строк
signing-extend-text = <b>{ $title }</b>
    Строк зараз: { $deadline }. До якого дня продовжити? Натисніть кнопку або введіть дату: 31.12.2026.
signing-extend-by = { $days ->
        [one] +{ $days } день
        [few] +{ $days } дні
       *[many] +{ $days } днів
    } · { $day }
signing-extended = <b>{ $title }</b>: строк – { $deadline }. { $told ->
        [0] Сповіщати нікого.
        [one] Про це сповіщаємо { $told } людину.
        [few] Про це сповіщаємо { $told } людини.
       *[many] Про це сповіщаємо { $told } людей.
    }
notice-deadline-moved = 📅 <b>{ $title }</b>
    Строк продовжено: тепер до { $deadline }.
refused-deadline-not-later = Документ і так чекає до цього дня або довше. Оберіть пізніший день.

signing-hand-on = ↪️ Передати колезі
signing-hand-on-text = <b>{ $title }</b>
    Кому передати? Введіть частину імені колеги. Документ отримає ця людина, а вас про нього більше не питатимуть.
signing-hand-on-found = Оберіть колегу або введіть інше ім’я.
signing-hand-on-nobody = Нікого з таким іменем, кому можна передати: потрібні хоча б дві літери імені зареєстрованої людини, яка ще не має цього документа. Введіть інше ім’я.
signing-hand-on-ask = Передати <b>{ $title }</b>?
    Замість вас відповість { $name }, строк – { $deadline }. Автор дізнається про це; повернути документ собі ви не зможете.
signing-hand-on-yes = Так, передати
signing-hand-on-another = Обрати іншу людину
signing-handed-on = ↪️ <b>{ $title }</b> передано. Тепер відповідає { $name }; робити більше нічого не треба.
signing-handed-on-by = ↪️ Документ вам передає { $name }.
signing-statement-instead = Документ мені передано, підписую замість: { $name }.
signing-my-card-instead = ↪️ Замість: { $name }
signing-place-instead = { $name } (замість: { $first })
notice-request-handed-on = ↪️ <b>{ $title }</b>
    { $name } передає документ далі. Тепер відповідає { $colleague }.
sheet-instead-of = замість: { $name }
refused-handing-on = Цей документ передати не можна: автор чекає відповіді саме від вас. Якщо він не для вас, відмовтеся і напишіть чому.
refused-colleague-unreached = { $name } не може отримати документ: людину не зареєстровано, звільнено або вона заблокувала бота. Оберіть когось іншого.
refused-handing-on-gone = Ця кнопка – від іншої передачі. Відкрийте документ у «Мої документи» і натисніть «Передати колезі» ще раз.
