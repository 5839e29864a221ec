using System.Buffers.Binary;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Finds the store's mark if every index is destroyed. Only rows at positions from a leaf's cell pointer array are considered: elsewhere, a
/// client could have sent a fake mark in a hit's body.
/// </summary>
internal static class MarkSearch
{
    private const byte TableLeaf = 0x0D;
    private const int LeafHead = 8;
    private const int CellPointer = 2;

    public static byte[]? Find(PageImages images)
    {
        var reader = new RecordReader(images);
        var page = new byte[SpoolSchema.PageSize];
        foreach (var image in images.All)
        {
            images.Read(image, page);
            if (page[0] != TableLeaf)
                continue;
            var cells = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(3)), (page.Length - LeafHead) / CellPointer);
            for (var cell = 0; cell < cells; cell++)
            {
                if (FindMark(reader, page, BinaryPrimitives.ReadUInt16BigEndian(page.AsSpan(LeafHead + (cell * CellPointer)))) is { } mark)
                    return mark;
            }
        }

        return null;
    }

    /// <summary>A cell consists of the payload's length, the row's id, the length of the types, the types, and the blob.</summary>
    private static byte[]? FindMark(RecordReader reader, byte[] page, int at)
    {
        if (!TrySkip(page, ref at, out _) || !TrySkip(page, ref at, out var id) || at >= page.Length)
            return null;
        at += page[at];
        if (at + HitRecord.MarkLength > page.Length || HitRecord.ReadLength(page.AsSpan(at)) is not (> 0 and var length))
            return null;

        var mark = page.AsSpan(at, HitRecord.MarkLength).ToArray();
        return reader.Read(length, page, at, record => HitRecord.IsIntact(mark, record)) is { } found && HitRecord.ReadId(found) == id
            ? mark : null;
    }

    private static bool TrySkip(byte[] page, ref int at, out long value)
    {
        value = 0;
        for (var i = 0; i < 9 && at < page.Length; i++)
        {
            var bits = page[at++];
            value = i == 8 ? (value << 8) | bits : (value << 7) | (bits & 0x7FL);
            if (bits < 0x80 || i == 8)
                return true;
        }

        return false;
    }
}
