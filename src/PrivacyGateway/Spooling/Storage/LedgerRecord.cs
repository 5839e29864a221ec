using System.Buffers.Binary;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>A ledger in bytes that prove themselves: a magic number with the version, the length, the fields, a hash over all of it.</summary>
internal static class LedgerRecord
{
    /// <summary>The last digit is the version.</summary>
    public static ReadOnlySpan<byte> Magic => "PGSPOOL1"u8;

    private const int HashLength = 16;
    private const int HeadLength = 12;

    /// <summary>It fits a slot beside the database.</summary>
    public const int MaxLength = 32 * 1024;

    public static byte[] Encode(Ledger ledger)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(0);
        writer.Write(ledger.Mark);
        writer.Write(ledger.Commit);
        writer.Write(ledger.NextNumber);
        writer.Write(ledger.Expired);
        writer.Write(ledger.Lost);
        writer.Write(ledger.IsLostExact);
        writer.Write(ledger.PossibleDuplicates);
        writer.Write(ledger.SetAside);
        writer.Write(ledger.IsClosed);
        writer.Write(ledger.Queues.Count);
        foreach (var queue in ledger.Queues)
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

    /// <summary>The ledger that begins here, or null if these are not the bytes that were written.</summary>
    public static Ledger? Decode(ReadOnlySpan<byte> start)
    {
        if (LengthOf(start) is not (> 0 and var length) || length > start.Length)
            return null;
        var record = start[..length];
        if (!record.EndsWith(SHA256.HashData(record[..^HashLength]).AsSpan(0, HashLength)))
            return null;

        using var reader = new BinaryReader(new MemoryStream(record[HeadLength..].ToArray()), Encoding.UTF8);
        var ledger = new Ledger
        {
            Mark = reader.ReadBytes(HitRecord.MarkLength),
            Commit = reader.ReadInt64(),
            NextNumber = reader.ReadInt32(),
            Expired = reader.ReadInt64(),
            Lost = reader.ReadInt64(),
            IsLostExact = reader.ReadBoolean(),
            PossibleDuplicates = reader.ReadInt64(),
            SetAside = reader.ReadInt32(),
            IsClosed = reader.ReadBoolean(),
        };
        var queues = new LedgerQueue[reader.ReadInt32()];
        for (var i = 0; i < queues.Length; i++)
            queues[i] = new LedgerQueue(reader.ReadInt32(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadBytes(reader.ReadByte()));
        return ledger with { Queues = queues };
    }

    /// <summary>The length that a ledger announces, or 0 if none begins here.</summary>
    public static int LengthOf(ReadOnlySpan<byte> start) =>
        start.Length > HeadLength + HashLength && start.StartsWith(Magic)
            ? BinaryPrimitives.ReadInt32LittleEndian(start[Magic.Length..]) is var length and > HeadLength + HashLength ? length : 0
            : 0;
}
