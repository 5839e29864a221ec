using System.Buffers.Binary;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Version 1 of the file. The search for records in damaged pages knows these facts too, hence the fixed order of the tables.</summary>
internal static class SpoolSchema
{
    /// <summary>In <c>PRAGMA user_version</c>.</summary>
    public const int Version = 1;

    public const int PageSize = 4096;

    /// <summary>The first table's root, for good: nothing moves it, as nothing vacuums.</summary>
    public const uint LedgerPage = 2;

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

    /// <summary><c>PRAGMA user_version</c>, unless the WAL has a later one.</summary>
    public static int VersionOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32BigEndian(header[60..]);

    /// <summary>
    /// Whether a database file begins as ours do. Asked before SQLite sees it: of a file that looks empty, or not like WAL, SQLite would
    /// throw the WAL away, and with it the hits.
    /// </summary>
    public static bool IsHeader(ReadOnlySpan<byte> header) =>
        header.Length >= 100
        && header.StartsWith("SQLite format 3\0"u8)
        && header[16..24].SequenceEqual((ReadOnlySpan<byte>)[PageSize >> 8, 0, 2, 2, 0, 64, 32, 32])
        && BinaryPrimitives.ReadInt32BigEndian(header[44..]) == 4
        && BinaryPrimitives.ReadInt32BigEndian(header[56..]) == 1
        && BinaryPrimitives.ReadInt32BigEndian(header[68..]) == ApplicationId;
}
