using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// The platform's console logger, but for its queue. The platform's holds up its callers when it is full, or drops lines without telling how many; and
/// once its thread has met an error, or the process is about to end, callers write by themselves, and wait for the reader.
/// </summary>
[ProviderAlias("Console")]
internal sealed partial class QueuedLoggerProvider : ILoggerProvider
{
    private readonly StandardOutput _output;
    private readonly LogLevel _errorsFrom;
    private readonly ITimer _timer;
    private readonly QueuedLogger _own;
    private long _told;

    public QueuedLoggerProvider(StandardOutput output, IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options, TimeProvider time)
    {
        _output = output;
        _errorsFrom = options.Value.LogToStandardErrorThreshold;
        Formatter = formatters.First(formatter => string.Equals(formatter.Name, options.Value.FormatterName, StringComparison.OrdinalIgnoreCase));
        Repeats = new RepeatLimit(time);
        _own = new QueuedLogger(typeof(QueuedLoggerProvider).FullName!, this);
        _timer = time.CreateTimer(_ => TellWhatIsMissing(), null, RepeatLimit.Period, RepeatLimit.Period);
    }

    public ConsoleFormatter Formatter { get; }

    public RepeatLimit Repeats { get; }

    public ILogger CreateLogger(string categoryName) => new QueuedLogger(categoryName, this);

    public QueuedWriter WriterFor(LogLevel level) => level >= _errorsFrom ? _output.Error : _output.Out;

    public void Dispose()
    {
        _timer.Dispose();
        TellWhatIsMissing();
    }

    private void TellWhatIsMissing()
    {
        foreach (var (kind, suppressed) in Repeats.TakeSuppressed())
            Log.Suppressed(_own, kind.Level, suppressed, kind.Category, kind.EventId, kind.Exception ?? "no exception");

        // If this line is dropped too, the next one tells.
        var dropped = _output.Dropped;
        if (dropped == _told)
            return;
        Log.Dropped(_own, dropped - _told);
        if (_output.Dropped == dropped)
            _told = dropped;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "Not written, because the same was written within the last minute: {Count} line(s) of {Category}[{Event}] ({Exception}).")]
        public static partial void Suppressed(ILogger logger, LogLevel level, long count, string category, int @event, string exception);

        [LoggerMessage(2, LogLevel.Warning, "Dropped, because standard output was not read: {Count} line(s). gateway.log.dropped counts.")]
        public static partial void Dropped(ILogger logger, long count);
    }
}
