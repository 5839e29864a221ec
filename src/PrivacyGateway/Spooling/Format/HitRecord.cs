using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling.Format;

/// <summary>
/// The self-verifying binary form of a hit: the store's mark, the length, version 1, the id, the remaining fields, and a hash over all of
/// it. The mark is random, so that no client can send a body that would be taken for a record when damaged pages are searched.
/// </summary>
internal static class HitRecord
{
    public const int MarkLength = 8;

    private const byte Version = 1;
    private const byte Anonymous = 1;
    private const byte WithBody = 2;
    private const int HashLength = 16;
    private const int LengthOffset = MarkLength;
    private const int IdOffset = LengthOffset + sizeof(int) + 1;
    private const int SpooledAtOffset = IdOffset + sizeof(long);
    private const int HeadLength = SpooledAtOffset + sizeof(long) + 1;

    /// <summary>Longer than any record. A larger stated length is invalid.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    public static byte[] Encode(ReadOnlySpan<byte> mark, SpooledHit spooled)
    {
        var hit = spooled.Hit;
        var length = HeadLength + Size(spooled.Cluster) + Size(hit.Method) + sizeof(int) + hit.Target.Length + sizeof(int)
            + (hit.Body?.Length ?? 0) + HashLength;
        foreach (var header in hit.Headers)
            length += Size(header.Name) + Size(header.Value);

        var record = new byte[length];
        mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(LengthOffset), length);
        record[IdOffset - 1] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(IdOffset), spooled.Id);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(SpooledAtOffset), spooled.SpooledAt.ToUnixTimeMilliseconds());
        record[HeadLength - 1] = (byte)((hit.IsAnonymous ? Anonymous : 0) | (hit.Body is null ? 0 : WithBody));

        var rest = record.AsSpan(HeadLength);
        Write(ref rest, spooled.Cluster);
        Write(ref rest, hit.Method);
        Write(ref rest, hit.Target.Span);
        BinaryPrimitives.WriteInt32LittleEndian(rest, hit.Headers.Count);
        rest = rest[sizeof(int)..];
        foreach (var header in hit.Headers)
        {
            Write(ref rest, header.Name);
            Write(ref rest, header.Value);
        }

        hit.Body.GetValueOrDefault().Span.CopyTo(rest);
        Seal(record);
        return record;
    }

    /// <summary>Reads the stated length of a record; 0 if the bytes cannot be the start of one.</summary>
    public static int ReadLength(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeadLength)
            return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(start[LengthOffset..]);
        return length is > HeadLength + HashLength and <= MaxLength && start[IdOffset - 1] == Version ? length : 0;
    }

    public static long ReadId(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record[IdOffset..]);

    /// <summary>Whether the bytes are exactly those that were written.</summary>
    public static bool IsIntact(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> record) =>
        ReadLength(record) == record.Length && record.StartsWith(mark) && ComputeHash(record) is var hash
            && record.EndsWith(hash.AsSpan(0, HashLength));

    /// <param name="record">An intact record. The hit's target and body refer to its memory.</param>
    public static SpooledHit Decode(byte[] record)
    {
        var rest = record.AsSpan(HeadLength..^HashLength);
        var cluster = Read(ref rest);
        var method = Read(ref rest);
        var target = record.AsMemory(record.Length - HashLength - rest.Length + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(rest));
        rest = rest[(sizeof(int) + target.Length)..];
        var headers = new HeaderLine[BinaryPrimitives.ReadInt32LittleEndian(rest)];
        rest = rest[sizeof(int)..];
        for (var i = 0; i < headers.Length; i++)
            headers[i] = new HeaderLine(Read(ref rest), Read(ref rest));

        var flags = record[HeadLength - 1];
        ReadOnlyMemory<byte>? body = (flags & WithBody) == 0
            ? default(ReadOnlyMemory<byte>?) : record.AsMemory(record.Length - HashLength - rest.Length, rest.Length);
        return new SpooledHit(
            ReadId(record), cluster, ReadSpooledAt(record), new RewrittenHit(method, target, headers, body, (flags & Anonymous) != 0));
    }

    public static DateTimeOffset ReadSpooledAt(ReadOnlySpan<byte> record) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(record[SpooledAtOffset..]));

    private static void Seal(Span<byte> record) => ComputeHash(record).AsSpan(0, HashLength).CopyTo(record[^HashLength..]);

    private static byte[] ComputeHash(ReadOnlySpan<byte> record) => SHA256.HashData(record[..^HashLength]);

    // UTF-8 preserves every Latin-1 text.
    private static int Size(string text) => sizeof(int) + Encoding.UTF8.GetByteCount(text);

    private static void Write(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, bytes.Length);
        bytes.CopyTo(rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + bytes.Length)..];
    }

    private static void Write(ref Span<byte> rest, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest, length);
        rest = rest[(sizeof(int) + length)..];
    }

    private static string Read(ref Span<byte> rest)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        var text = Encoding.UTF8.GetString(rest.Slice(sizeof(int), length));
        rest = rest[(sizeof(int) + length)..];
        return text;
    }
}
