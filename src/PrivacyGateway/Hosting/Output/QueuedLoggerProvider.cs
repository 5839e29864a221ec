using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PrivacyGateway.Hosting.Output;

/// <summary>
/// .NET's console logger with another queue. The original queue blocks its callers when full, or drops lines without counting them; after
/// an error of its thread, or during shutdown, callers write synchronously and wait for the reader.
/// </summary>
[ProviderAlias("Console")]
internal sealed partial class QueuedLoggerProvider : ILoggerProvider
{
    private readonly StandardOutput _output;
    private readonly LogLevel _errorsFrom;
    private readonly ITimer _timer;
    private readonly QueuedLogger _own;
    private long _loggedDropped;

    public QueuedLoggerProvider(
        StandardOutput output, IEnumerable<ConsoleFormatter> formatters, IOptions<ConsoleLoggerOptions> options, TimeProvider time)
    {
        _output = output;
        _errorsFrom = options.Value.LogToStandardErrorThreshold;
        Formatter = formatters.First(
            formatter => string.Equals(formatter.Name, options.Value.FormatterName, StringComparison.OrdinalIgnoreCase));
        Repeats = new RepeatLimit(time);
        _own = new QueuedLogger(typeof(QueuedLoggerProvider).FullName!, this);
        _timer = time.CreateTimer(_ => LogDropped(), null, RepeatLimit.Period, RepeatLimit.Period);
    }

    public ConsoleFormatter Formatter { get; }

    public RepeatLimit Repeats { get; }

    public ILogger CreateLogger(string categoryName) => new QueuedLogger(categoryName, this);

    public QueuedWriter WriterFor(LogLevel level) => level >= _errorsFrom ? _output.Error : _output.Out;

    public void Dispose()
    {
        _timer.Dispose();
        LogDropped();
    }

    private void LogDropped()
    {
        foreach (var (kind, suppressed) in Repeats.TakeSuppressed())
            Log.Suppressed(_own, kind.Level, suppressed, kind.Category, kind.EventId, kind.Exception ?? "no exception");

        // If this line is dropped too, the next one includes it.
        var dropped = _output.Dropped;
        if (dropped == _loggedDropped)
            return;
        Log.Dropped(_own, dropped - _loggedDropped);
        if (_output.Dropped == dropped)
            _loggedDropped = dropped;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message =
            "Suppressed {Count} repeated line(s) of {Category}[{Event}] ({Exception}): an equal line was written within the last minute.")]
        public static partial void Suppressed(ILogger logger, LogLevel level, long count, string category, int @event, string exception);

        [LoggerMessage(
            2, LogLevel.Warning, "Dropped {Count} log line(s), because standard output was not read. gateway.log.dropped counts them.")]
        public static partial void Dropped(ILogger logger, long count);
    }
}
