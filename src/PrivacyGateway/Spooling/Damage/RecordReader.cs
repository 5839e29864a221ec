using System.Buffers.Binary;
using PrivacyGateway.Spooling.Format;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Reads a record from its leaf page and its chain of overflow pages. (SQLite's file format, sections 1.6
/// and 1.7. The length of a record determines how much of it the leaf contains.)
/// </summary>
internal sealed class RecordReader(PageImages images)
{
    private const int PageSize = SpoolSchema.PageSize;
    private const int MaxLocal = PageSize - 35;
    private const int MinLocal = ((PageSize - 12) * 32 / 255) - 23;
    private const int OverflowBytes = PageSize - sizeof(uint);

    /// <summary>
    /// The frames up to which overflow pages are looked up. Usually the last image of a page is the right one. If an incomplete commit has
    /// reused the page for another row, an earlier image is right.
    /// </summary>
    private readonly int[] _snapshots = [int.MaxValue, images.LastCommit, -1];

    /// <summary>Reads a record; null if it is incomplete.</summary>
    /// <param name="length">The record's length.</param>
    /// <param name="page">The leaf page.</param>
    /// <param name="start">The start of the record in the leaf.</param>
    /// <param name="isIntact">Verifies the bytes.</param>
    public byte[]? Read(int length, ReadOnlySpan<byte> page, int start, Func<byte[], bool> isIntact)
    {
        var local = LocalLength(length);
        if (start + local + (local < length ? sizeof(uint) : 0) > PageSize)
            return null;

        var record = new byte[length];
        page.Slice(start, local).CopyTo(record);
        if (local == length)
            return isIntact(record) ? record : null;

        var next = BinaryPrimitives.ReadUInt32BigEndian(page[(start + local)..]);
        foreach (var lastFrame in _snapshots)
        {
            if (TryFollow(next, record.AsSpan(local), lastFrame) && isIntact(record))
                return record;
        }

        return null;
    }

    /// <summary>Returns how many bytes of a blob the leaf contains. A row consists of the types, an empty id, and the blob.</summary>
    private static int LocalLength(int length)
    {
        var head = 2 + VarintLength((2L * length) + 12);
        var payload = head + length;
        if (payload <= MaxLocal)
            return length;
        var local = MinLocal + ((payload - MinLocal) % OverflowBytes);
        return (local <= MaxLocal ? local : MinLocal) - head;
    }

    private static int VarintLength(long value)
    {
        var length = 1;
        while ((value >>= 7) != 0)
            length++;
        return length;
    }

    private bool TryFollow(uint next, Span<byte> rest, int lastFrame)
    {
        Span<byte> page = stackalloc byte[PageSize];
        while (!rest.IsEmpty)
        {
            if (images.Find(next, lastFrame) is not { } image)
                return false;
            images.Read(image, page);
            next = BinaryPrimitives.ReadUInt32BigEndian(page);
            var part = Math.Min(OverflowBytes, rest.Length);
            page.Slice(sizeof(uint), part).CopyTo(rest);
            rest = rest[part..];
        }

        return true;
    }
}
