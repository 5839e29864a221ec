using System.Buffers.Binary;

namespace PrivacyGateway.Spooling.Format;

/// <summary>Version 1 of the file format. The salvage of damaged files relies on it, including the order of the tables.</summary>
internal static class SpoolSchema
{
    /// <summary>Stored in <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    public const int PageSize = 4096;

    /// <summary>The root page of the first table. It never moves, because the file is never vacuumed.</summary>
    public const uint IndexPage = 2;

    /// <summary>"PGSP".</summary>
    private const int ApplicationId = 0x50475350;

    public static string Create { get; } = $"""
        PRAGMA page_size = {PageSize};
        PRAGMA application_id = {ApplicationId};
        PRAGMA journal_mode = WAL;
        BEGIN;
        CREATE TABLE ledger (id INTEGER PRIMARY KEY, record BLOB NOT NULL);
        CREATE TABLE hit (id INTEGER PRIMARY KEY, record BLOB NOT NULL);
        PRAGMA user_version = {Version};
        COMMIT;
        """;

    /// <summary>Reads <c>PRAGMA user_version</c> from the header; the WAL may contain a later one.</summary>
    public static int ReadVersion(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32BigEndian(header[60..]);

    /// <summary>
    /// Whether a file begins with the header of a spool. Checked before SQLite opens the file: if it looked empty, or not like WAL mode,
    /// SQLite would discard the WAL and the hits in it.
    /// </summary>
    public static bool IsSpoolHeader(ReadOnlySpan<byte> header) =>
        header.Length >= 100
        && header.StartsWith("SQLite format 3\0"u8)
        && header[16..24].SequenceEqual((ReadOnlySpan<byte>)[PageSize >> 8, 0, 2, 2, 0, 64, 32, 32])
        && BinaryPrimitives.ReadInt32BigEndian(header[44..]) == 4
        && BinaryPrimitives.ReadInt32BigEndian(header[56..]) == 1
        && BinaryPrimitives.ReadInt32BigEndian(header[68..]) == ApplicationId;
}
