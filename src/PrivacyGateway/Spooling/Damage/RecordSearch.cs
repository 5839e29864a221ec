using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Finds hits by the store's mark, wherever in a page they stand: a page whose head or table of cells is destroyed still gives up its rows.
/// Nobody who sends a hit knows the mark, so none can send one that would be found inside another.
/// </summary>
internal sealed class RecordSearch(PageImages images, byte[] mark)
{
    private readonly RecordReader _reader = new(images);
    private readonly byte[] _page = new byte[SpoolSchema.PageSize];

    /// <summary>Every whole record of every page, in the order of the pages; one record may stand in several.</summary>
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

    private byte[]? ReadAt(int start) => HitRecord.LengthOf(_page.AsSpan(start)) is > 0 and var length
        ? _reader.Read(length, _page, start, record => HitRecord.IsWhole(mark, record))
        : null;
}
