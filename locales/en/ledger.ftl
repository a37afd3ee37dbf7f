notice-ledger-head = 🔗 The organisation’s ledger on { $day }
    Entries: { $number }
    <code>{ $hash }</code>

    This is the fingerprint of the whole ledger, and Telegram’s clock witnesses when it was sent. Do not delete it: should the ledger ever be rewritten or cut short, <code>countersign ledger verify --head</code> with this line will show it.
