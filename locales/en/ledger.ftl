notice-ledger-head = 🔗 The organisation’s ledger on { $day }
    Entries: { $number }
    <code>{ $hash }</code>

    This is the fingerprint of the whole ledger; Telegram’s clock witnesses when it was sent. Keep it in the chat: should the ledger ever be rewritten or cut short, <code>countersign ledger verify --head { $hash }</code> will show it.
