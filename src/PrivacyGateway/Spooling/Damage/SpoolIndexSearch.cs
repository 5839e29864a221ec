using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Finds the latest committed index in the images of its page. Other pages are ignored, because hits may contain anything.
/// </summary>
internal static class SpoolIndexSearch
{
    public static SpoolIndex? FindLatest(PageImages images)
    {
        var reader = new RecordReader(images);
        var page = new byte[SpoolSchema.PageSize];
        SpoolIndex? latest = null;
        foreach (var image in images.All)
        {
            if (image.Page != SpoolSchema.IndexPage || image.Frame > images.LastCommit)
                continue;
            images.Read(image, page);
            if (page.AsSpan().IndexOf(SpoolIndexRecord.Magic) is not (>= 0 and var start)
                || SpoolIndexRecord.ReadLength(page.AsSpan(start)) is not (> 0 and < SpoolIndexRecord.MaxLength and var length))
                continue;
            if (reader.Read(length, page, start, record => SpoolIndexRecord.Decode(record) is not null) is { } record
                && SpoolIndexRecord.Decode(record) is { } index
                && index.Commit >= (latest?.Commit ?? 0))
            {
                latest = index;
            }
        }

        return latest;
    }
}
