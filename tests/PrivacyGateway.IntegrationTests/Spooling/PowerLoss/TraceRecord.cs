using System.Text;

namespace PrivacyGateway.IntegrationTests.Spooling.PowerLoss;

/// <summary>One thing that a process did to its files.</summary>
internal sealed record TraceRecord(TraceOperation Operation, ulong Inode, long Offset, string Path, string Second, byte[] Data)
{
    /// <summary>All of a trace, in order.</summary>
    public static IEnumerable<TraceRecord> ReadAll(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var operation = (TraceOperation)reader.ReadUInt32();
            var (path, second) = (reader.ReadInt32(), reader.ReadInt32());
            reader.ReadUInt32();
            var (inode, offset, length) = (reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());
            yield return new TraceRecord(operation, inode, offset, Encoding.UTF8.GetString(reader.ReadBytes(path)),
                Encoding.UTF8.GetString(reader.ReadBytes(second)), reader.ReadBytes((int)length));
        }
    }
}
