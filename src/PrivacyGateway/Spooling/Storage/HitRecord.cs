using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>
/// One hit in bytes that prove themselves: the store's mark, the length, version 1, the id and everything else, and a hash over all of it.
/// The mark is random, so that nobody can send a body which would be taken for a record when damaged pages are searched.
/// </summary>
internal static class HitRecord
{
    public const int MarkLength = 8;

    private const byte Version = 1;
    private const byte Anonymous = 1;
    private const byte WithBody = 2;
    private const int HashLength = 16;
    private const int LengthAt = MarkLength;
    private const int IdAt = LengthAt + sizeof(int) + 1;
    private const int KeptAtAt = IdAt + sizeof(long);
    private const int HeadLength = KeptAtAt + sizeof(long) + 1;

    /// <summary>Longer than any record can be; what claims more is none.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    public static byte[] Encode(ReadOnlySpan<byte> mark, SpooledHit spooled)
    {
        var hit = spooled.Hit;
        var length = HeadLength + Size(spooled.Cluster) + Size(hit.Method) + sizeof(int) + hit.Target.Length + sizeof(int) + (hit.Body?.Length ?? 0) + HashLength;
        foreach (var header in hit.Headers)
            length += Size(header.Name) + Size(header.Value);

        var record = new byte[length];
        mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(LengthAt), length);
        record[IdAt - 1] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(IdAt), spooled.Id);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(KeptAtAt), spooled.KeptAt.ToUnixTimeMilliseconds());
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

    /// <summary>The length that a record announces, or 0 if what begins here cannot be one.</summary>
    public static int LengthOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < HeadLength)
            return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(start[LengthAt..]);
        return length is > HeadLength + HashLength and <= MaxLength && start[IdAt - 1] == Version ? length : 0;
    }

    public static long IdOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record[IdAt..]);

    /// <summary>Whether these are exactly the bytes that were written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> record) =>
        LengthOf(record) == record.Length && record.StartsWith(mark) && HashOf(record) is var hash && record.EndsWith(hash.AsSpan(0, HashLength));

    /// <param name="record">Whole; target and body stay parts of it.</param>
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
        ReadOnlyMemory<byte>? body = (flags & WithBody) == 0 ? default(ReadOnlyMemory<byte>?) : record.AsMemory(record.Length - HashLength - rest.Length, rest.Length);
        return new SpooledHit(IdOf(record), cluster, KeptAtOf(record), new RewrittenHit(method, target, headers, body, (flags & Anonymous) != 0));
    }

    public static DateTimeOffset KeptAtOf(ReadOnlySpan<byte> record) =>
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(record[KeptAtAt..]));

    private static void Seal(Span<byte> record) => HashOf(record).AsSpan(0, HashLength).CopyTo(record[^HashLength..]);

    private static byte[] HashOf(ReadOnlySpan<byte> record) => SHA256.HashData(record[..^HashLength]);

    // UTF-8, which holds every Latin-1 text exactly, and more.
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
