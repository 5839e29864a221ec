using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PrivacyGateway.Spooling;

namespace PrivacyGateway.Tests.Spooling;

internal sealed class RecordingLogger : ILogger<SqliteHitSpool>
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception));
}
