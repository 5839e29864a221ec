using System.IO;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>
/// The ledger in two files: beside the database, and beside the spool's directory, so that hits are counted even if everything in the
/// directory is removed. The second one is written where it can be.
/// </summary>
internal sealed partial class LedgerFiles : IDisposable
{
    private readonly SpoolFiles _files;
    private readonly ILogger _logger;
    private LedgerFile _beside;
    private LedgerFile? _copy;

    private LedgerFiles(SpoolFiles files, ILogger logger)
    {
        (_files, _logger) = (files, logger);
        _beside = LedgerFile.Open(files.Ledger);
        _copy = OpenCopy();
    }

    /// <summary>The latest of the file beside the database, or null if it holds none: a version that is not ours writes one of its own there.</summary>
    public Ledger? Beside => _beside.Latest;

    /// <summary>The latest of both; of two stores' ledgers the one beside the database.</summary>
    public Ledger? Latest => (_beside.Latest, _copy?.Latest) switch
    {
        ({ } beside, { } copy) when beside.Mark.AsSpan().SequenceEqual(copy.Mark) && copy.Commit > beside.Commit => copy,
        ({ } beside, _) => beside,
        (null, var copy) => copy,
    };

    public bool AreThere => _beside.IsThere && _copy?.IsThere != false;

    /// <exception cref="SpoolUnavailableException">Another process holds one of them.</exception>
    public static LedgerFiles Open(SpoolFiles files, ILogger logger) => new(files, logger);

    /// <summary>Opens those again that are gone; nobody else can have the others meanwhile.</summary>
    /// <exception cref="SpoolUnavailableException">Another process has taken their place.</exception>
    public void Reopen()
    {
        if (!_beside.IsThere)
        {
            var gone = _beside;
            _beside = LedgerFile.Open(_files.Ledger);
            gone.Dispose();
        }

        if (_copy?.IsThere == false)
        {
            var gone = _copy;
            _copy = OpenCopy();
            gone.Dispose();
        }
    }

    /// <summary>Room for every copy at once, so that a full disk never stands between a commit and its ledger.</summary>
    public void Reserve()
    {
        _beside.Reserve();
        try
        {
            _copy?.Reserve();
        }
        catch (IOException error)
        {
            // A disk that is full must not keep hits from being delivered.
            DropCopy(error);
        }
    }

    public void Write(byte[] record, Ledger ledger)
    {
        _beside.Write(record, ledger);
        _copy?.Write(record, ledger);
    }

    public void Flush()
    {
        _beside.Flush();
        _copy?.Flush();
    }

    public void Dispose()
    {
        _beside.Dispose();
        _copy?.Dispose();
    }

    private LedgerFile? OpenCopy()
    {
        try
        {
            return LedgerFile.Open(_files.LedgerCopy);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            DropCopy(error);
            return null;
        }
        catch (SpoolUnavailableException)
        {
            _beside.Dispose();
            throw;
        }
    }

    private void DropCopy(Exception error)
    {
        Log.NoCopy(_logger, Path.GetFileName(_files.LedgerCopy), error.GetType().Name);
        _copy?.Dispose();
        _copy = null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The second copy of the spool's ledger, {File} in DataDirectory, cannot be written ({Error}): if the spool's files are removed, the hits in them are not counted.")]
        public static partial void NoCopy(ILogger logger, string file, string error);
    }
}
