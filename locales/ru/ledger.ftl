notice-ledger-head = 🔗 Журнал организации на { $day }
    Записей: { $number }
    <code>{ $hash }</code>

    Это отпечаток всего журнала; время этого сообщения удостоверяет Telegram. Сохраните его в чате: если журнал когда-нибудь перепишут или укоротят, это покажет команда <code>countersign ledger verify --head { $hash }</code>.
