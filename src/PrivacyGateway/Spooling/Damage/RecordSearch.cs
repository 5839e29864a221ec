using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Finds hits by the store's mark at any position of a page, so that rows are found even if a page's header or cell pointer array is
/// destroyed. Clients do not know the mark, so they cannot send a body that contains a fake record.
/// </summary>
internal sealed class RecordSearch(PageImages images, byte[] mark)
{
    private readonly RecordReader _reader = new(images);
    private readonly byte[] _page = new byte[SpoolSchema.PageSize];

    /// <summary>Enumerates every intact record of every page image, in order. A record may occur several times.</summary>
    public IEnumerable<(PageImage Image, int Start, byte[] Record)> All()
    {
        foreach (var image in images.All)
        {
            images.Read(image, _page);
            for (var start = Next(0); start >= 0; start = Next(start + 1))
            {
                if (ReadAt(start) is { } record)
                    yield return (image, start, record);
            }
        }
    }

    public byte[]? Read(PageImage image, int start)
    {
        images.Read(image, _page);
        return ReadAt(start);
    }

    private int Next(int from) => _page.AsSpan(from).IndexOf(mark) is >= 0 and var at ? from + at : -1;

    private byte[]? ReadAt(int start) => HitRecord.ReadLength(_page.AsSpan(start)) is > 0 and var length
        ? _reader.Read(length, _page, start, record => HitRecord.IsIntact(mark, record))
        : null;
}
