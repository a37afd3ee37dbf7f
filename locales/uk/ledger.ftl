notice-ledger-head = 🔗 Журнал організації на { $day }
    Записів: { $number }
    <code>{ $hash }</code>

    Це відбиток усього журналу; час цього повідомлення засвідчує Telegram. Збережіть його в чаті: якщо журнал колись перепишуть чи вкоротять, це покаже команда <code>countersign ledger verify --head { $hash }</code>.
