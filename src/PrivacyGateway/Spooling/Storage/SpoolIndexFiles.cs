using System.IO;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Spooling.Format;
using PrivacyGateway.Spooling.Queues;

namespace PrivacyGateway.Spooling.Storage;

/// <summary>
/// The index in two files: one beside the database, and one beside the spool's directory, so that hits are counted even if the whole
/// directory is removed. The second one is optional.
/// </summary>
internal sealed partial class SpoolIndexFiles : IDisposable
{
    private readonly SpoolFiles _files;
    private readonly ILogger _logger;
    private SpoolIndexFile _primary;
    private SpoolIndexFile? _copy;

    private SpoolIndexFiles(SpoolFiles files, ILogger logger)
    {
        (_files, _logger) = (files, logger);
        _primary = SpoolIndexFile.Open(files.Index);
        _copy = OpenCopy();
    }

    /// <summary>The latest index in the file beside the database; null if the file holds none that this version can read.</summary>
    public SpoolIndex? Primary => _primary.Latest;

    /// <summary>The latest index of both files. If they belong to different stores, that of the file beside the database.</summary>
    public SpoolIndex? Latest => (_primary.Latest, _copy?.Latest) switch
    {
        ({ } primary, { } copy) when primary.Mark.AsSpan().SequenceEqual(copy.Mark) && copy.Commit > primary.Commit => copy,
        ({ } primary, _) => primary,
        (null, var copy) => copy,
    };

    public bool Exist => _primary.IsInPlace && _copy?.IsInPlace != false;

    /// <exception cref="SpoolUnavailableException">Another process has locked one of them.</exception>
    public static SpoolIndexFiles Open(SpoolFiles files, ILogger logger) => new(files, logger);

    /// <summary>Reopens files that were removed or replaced. The others remain locked meanwhile.</summary>
    /// <exception cref="SpoolUnavailableException">Another process has locked the new file.</exception>
    public void Reopen()
    {
        if (!_primary.IsInPlace)
        {
            var removed = _primary;
            _primary = SpoolIndexFile.Open(_files.Index);
            removed.Dispose();
        }

        if (_copy?.IsInPlace == false)
        {
            var removed = _copy;
            _copy = OpenCopy();
            removed.Dispose();
        }
    }

    /// <inheritdoc cref="SpoolIndexFile.Reserve"/>
    public void Reserve()
    {
        _primary.Reserve();
        try
        {
            _copy?.Reserve();
        }
        catch (IOException error)
        {
            // A full disk must not prevent hits from being delivered.
            DropCopy(error);
        }
    }

    public void Write(byte[] record, SpoolIndex index)
    {
        _primary.Write(record, index);
        _copy?.Write(record, index);
    }

    public void Flush()
    {
        _primary.Flush();
        _copy?.Flush();
    }

    public void Dispose()
    {
        _primary.Dispose();
        _copy?.Dispose();
    }

    private SpoolIndexFile? OpenCopy()
    {
        try
        {
            return SpoolIndexFile.Open(_files.IndexCopy);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            DropCopy(error);
            return null;
        }
        catch (SpoolUnavailableException)
        {
            _primary.Dispose();
            throw;
        }
    }

    private void DropCopy(Exception error)
    {
        Log.NoCopy(_logger, Path.GetFileName(_files.IndexCopy), error.GetType().Name);
        _copy?.Dispose();
        _copy = null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning,
            "The second copy of the spool's index, {File} in DataDirectory, cannot be written ({Error}): if the spool's files are removed, "
                + "the hits in them are not counted.")]
        public static partial void NoCopy(ILogger logger, string file, string error);
    }
}
