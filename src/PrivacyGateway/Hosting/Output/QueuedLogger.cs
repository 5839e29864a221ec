using System.IO;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PrivacyGateway.Hosting.Output;

/// <summary>Formats the lines of one category as .NET's console logger does, and queues them.</summary>
internal sealed class QueuedLogger(string category, QueuedLoggerProvider provider) : ILogger
{
    /// <summary>A larger buffer, as after a stack trace, is shrunk to this.</summary>
    private const int RetainedCharacters = 1024;

    [ThreadStatic]
    private static StringWriter? _line;

    private readonly bool _isLimited = RepeatLimit.AppliesTo(category);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        if (_isLimited && logLevel >= LogLevel.Warning && !provider.Repeats.TryAdmit(
            RepeatLimit.LineKind.From(category, logLevel, eventId.Id, exception, formatter(state, exception))))
            return;

        var line = _line ??= new StringWriter();
        var text = line.GetStringBuilder();
        try
        {
            provider.Formatter.Write(
                new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), scopeProvider: null, line);
            if (text.Length > 0)
                provider.WriterFor(logLevel).TryWrite(text.ToString());
        }
        finally
        {
            text.Clear();
            if (text.Capacity > RetainedCharacters)
                text.Capacity = RetainedCharacters;
        }
    }
}
