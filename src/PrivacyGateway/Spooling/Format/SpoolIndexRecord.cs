using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Format;

/// <summary>
/// The self-verifying binary form of an index: a magic number with the version, the length, the fields, and a hash over all of it.
/// </summary>
internal static class SpoolIndexRecord
{
    /// <summary>The last digit is the version.</summary>
    public static ReadOnlySpan<byte> Magic => "PGSPOOL1"u8;

    private const int HashLength = 16;
    private const int HeadLength = 12;

    /// <summary>The size of a slot in the index files.</summary>
    public const int MaxLength = 32 * 1024;

    public static byte[] Encode(SpoolIndex index)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(0);
        writer.Write(index.Mark);
        writer.Write(index.Commit);
        writer.Write(index.NextNumber);
        writer.Write(index.Expired);
        writer.Write(index.Lost);
        writer.Write(index.IsLostExact);
        writer.Write(index.PossibleDuplicates);
        writer.Write(index.Quarantined);
        writer.Write(index.IsClosed);
        writer.Write(index.Queues.Count);
        foreach (var queue in index.Queues)
        {
            writer.Write(queue.Number);
            writer.Write(queue.Cluster);
            writer.Write(queue.First);
            writer.Write(queue.Next);
            writer.Write((byte)queue.Gaps.Length);
            writer.Write(queue.Gaps);
        }

        writer.Seek(Magic.Length, SeekOrigin.Begin);
        writer.Write((int)stream.Length + HashLength);
        var record = new byte[stream.Length + HashLength];
        stream.GetBuffer().AsSpan(0, (int)stream.Length).CopyTo(record);
        SHA256.HashData(record.AsSpan(..^HashLength)).AsSpan(0, HashLength).CopyTo(record.AsSpan(^HashLength..));
        return record;
    }

    /// <summary>Decodes the index at the start of the bytes; null if they are not what was written.</summary>
    public static SpoolIndex? Decode(ReadOnlySpan<byte> start)
    {
        if (ReadLength(start) is not (> 0 and var length) || length > start.Length)
            return null;
        var record = start[..length];
        if (!record.EndsWith(SHA256.HashData(record[..^HashLength]).AsSpan(0, HashLength)))
            return null;

        using var reader = new BinaryReader(new MemoryStream(record[HeadLength..].ToArray()), Encoding.UTF8);
        var index = new SpoolIndex
        {
            Mark = reader.ReadBytes(HitRecord.MarkLength),
            Commit = reader.ReadInt64(),
            NextNumber = reader.ReadInt32(),
            Expired = reader.ReadInt64(),
            Lost = reader.ReadInt64(),
            IsLostExact = reader.ReadBoolean(),
            PossibleDuplicates = reader.ReadInt64(),
            Quarantined = reader.ReadInt32(),
            IsClosed = reader.ReadBoolean(),
        };
        var queues = new IndexedQueue[reader.ReadInt32()];
        for (var i = 0; i < queues.Length; i++)
            queues[i] = new IndexedQueue(
                reader.ReadInt32(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBytes(reader.ReadByte()));
        return index with { Queues = queues };
    }

    /// <summary>Reads the stated length of an index; 0 if the bytes cannot be the start of one.</summary>
    public static int ReadLength(ReadOnlySpan<byte> start) =>
        start.Length > HeadLength + HashLength && start.StartsWith(Magic)
            ? BinaryPrimitives.ReadInt32LittleEndian(start[Magic.Length..]) is var length and > HeadLength + HashLength ? length : 0
            : 0;
}
