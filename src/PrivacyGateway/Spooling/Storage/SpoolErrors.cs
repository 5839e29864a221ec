using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>Classifies SQLite's result codes.</summary>
internal static class SpoolErrors
{
    private const int Error = 1;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Schema = 17;
    private const int Mismatch = 20;
    private const int Format = 24;
    private const int NotADatabase = 26;
    private const int ShortRead = 522;
    private const int Full = 13;

    /// <summary>Whether the file is damaged, so that a retry would not help.</summary>
    public static bool IsDamage(SqliteException error) =>
        error.SqliteErrorCode is Corrupt or NotADatabase or Format or Schema or Mismatch or Error
            || error.SqliteExtendedErrorCode == ShortRead;

    public static bool IsFull(SqliteException error) => error.SqliteErrorCode == Full;

    public static bool IsReadOnly(SqliteException error) => error.SqliteErrorCode == ReadOnly;

    /// <summary>Describes an error without SQLite's message, which may quote from the file.</summary>
    public static string Describe(SqliteException error) => IsFull(error)
        ? "the disk is full"
        : string.Create(CultureInfo.InvariantCulture, $"SQLite reports error {error.SqliteExtendedErrorCode}");

    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public static void Guard(Action action) => Guard<object?>(() =>
    {
        action();
        return null;
    });

    /// <exception cref="SpoolDamagedException">The file is damaged.</exception>
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException error) when (IsDamage(error))
        {
            throw new SpoolDamagedException(Describe(error), error);
        }
    }
}
