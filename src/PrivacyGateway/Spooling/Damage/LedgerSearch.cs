using PrivacyGateway.Spooling.Queues;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>Finds the latest ledger that was committed, in the images of its one page; it stands nowhere else, whatever a hit may contain.</summary>
internal static class LedgerSearch
{
    public static Ledger? Latest(PageImages images)
    {
        var reader = new RecordReader(images);
        var page = new byte[SpoolSchema.PageSize];
        Ledger? latest = null;
        foreach (var image in images.All)
        {
            if (image.Page != SpoolSchema.LedgerPage || image.Frame > images.LastCommit)
                continue;
            images.Read(image, page);
            if (page.AsSpan().IndexOf(LedgerRecord.Magic) is not (>= 0 and var start) || LedgerRecord.LengthOf(page.AsSpan(start)) is not (> 0 and < LedgerRecord.MaxLength and var length))
                continue;
            if (reader.Read(length, page, start, record => LedgerRecord.Decode(record) is not null) is { } record
                && LedgerRecord.Decode(record) is { } ledger
                && ledger.Commit >= (latest?.Commit ?? 0))
            {
                latest = ledger;
            }
        }

        return latest;
    }
}
