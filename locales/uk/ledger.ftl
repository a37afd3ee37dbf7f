notice-ledger-checkpoint = 🔗 Журнал організації на { $day }
    Записів: { $number }
    <code>{ $hash }</code>

    Це відбиток усього журналу, а час надсилання засвідчує Telegram. Не видаляйте це повідомлення: якщо журнал колись перепишуть чи вкоротять, це покаже команда <code>countersign ledger verify --head</code> із цим рядком.
