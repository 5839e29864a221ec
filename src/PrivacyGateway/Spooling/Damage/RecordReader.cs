using System.Buffers.Binary;
using PrivacyGateway.Spooling.Storage;

namespace PrivacyGateway.Spooling.Damage;

/// <summary>
/// Puts a record together from where it begins: in its page, and along its chain of overflow pages. (SQLite's file format, sections 1.6
/// and 1.7; how much of a record stands in its leaf follows from its length alone.)
/// </summary>
internal sealed class RecordReader(PageImages images)
{
    private const int PageSize = SpoolSchema.PageSize;
    private const int MaxLocal = PageSize - 35;
    private const int MinLocal = ((PageSize - 12) * 32 / 255) - 23;
    private const int OverflowBytes = PageSize - sizeof(uint);

    /// <summary>
    /// An overflow page is found by its number. Its last image is the right one, unless a commit that never ended, or whose end is lost,
    /// gave it to another row: so the files are read as of three moments.
    /// </summary>
    private readonly int[] _moments = [int.MaxValue, images.LastCommit, -1];

    /// <summary>The bytes that begin at <paramref name="start"/> of a leaf, as many as they say; null if they are not all there.</summary>
    /// <param name="length">What they say.</param>
    /// <param name="page">The leaf.</param>
    /// <param name="start">Where in the leaf.</param>
    /// <param name="isWhole">Whether these are the bytes.</param>
    public byte[]? Read(int length, ReadOnlySpan<byte> page, int start, Func<byte[], bool> isWhole)
    {
        var local = LocalLength(length);
        if (start + local + (local < length ? sizeof(uint) : 0) > PageSize)
            return null;

        var record = new byte[length];
        page.Slice(start, local).CopyTo(record);
        if (local == length)
            return isWhole(record) ? record : null;

        var next = BinaryPrimitives.ReadUInt32BigEndian(page[(start + local)..]);
        foreach (var moment in _moments)
        {
            if (TryFollow(next, record.AsSpan(local), moment) && isWhole(record))
                return record;
        }

        return null;
    }

    /// <summary>How much of a blob of that length stands in its leaf. The row is: an empty id, the blob, and before them their types.</summary>
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

    private bool TryFollow(uint next, Span<byte> rest, int moment)
    {
        Span<byte> page = stackalloc byte[PageSize];
        while (!rest.IsEmpty)
        {
            if (images.Find(next, moment) is not { } image)
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
