notice-ledger-head = 🔗 Журнал організації на { $day }
    Записів: { $number }
    <code>{ $hash }</code>

    Це відбиток усього журналу, а час повідомлення засвідчує Telegram. Не видаляйте його: якщо журнал колись перепишуть чи вкоротять, це покаже команда <code>countersign ledger verify --head</code> із цим рядком.
