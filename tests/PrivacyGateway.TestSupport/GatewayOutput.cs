using System.Globalization;
using System.Text;

namespace PrivacyGateway.TestSupport;

/// <summary>The output of a gateway process, and the listeners that it names.</summary>
internal sealed class GatewayOutput
{
    private const string PublicMark = "Now listening on: ";
    private const string AdminMark = "Admin listening on: ";

    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<int> _public = [];
    private readonly TaskCompletionSource _ready = NewSignal();
    private TaskCompletionSource _line = NewSignal();

    /// <summary>Completes when both listeners are up; both, because only the admin line distinguishes them reliably.</summary>
    public Task Ready => _ready.Task;

    public int? AdminPort { get; private set; }

    /// <summary>The first listener that is not the admin one.</summary>
    public int PublicPort
    {
        get
        {
            lock (_lock)
            {
                return _public.First(port => port != AdminPort);
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _text.ToString();
        }
    }

    /// <exception cref="TimeoutException">It did not appear within <see cref="HangLimit"/>.</exception>
    public async Task WaitForOutputAsync(string words)
    {
        using var limit = HangLimit.Start();
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_text.ToString().Contains(words, StringComparison.Ordinal))
                {
                    return;
                }

                next = _line.Task;
            }

            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"'{words}' did not appear in the output:\n{this}", late);
            }
        }
    }

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _text.Append(line).Append('\n');
            _line.SetResult();
            _line = NewSignal();
            if (PortAfter(AdminMark, line) is { } admin)
            {
                AdminPort = admin;
            }
            else if (PortAfter(PublicMark, line) is { } port)
            {
                _public.Add(port);
            }

            if (AdminPort is not null && _public.Exists(port => port != AdminPort))
            {
                _ready.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The digits behind the address's last colon; the line may be plain text or JSON.</summary>
    private static int? PortAfter(string mark, string line)
    {
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var rest = line.AsSpan(at + mark.Length);
        var end = rest.IndexOfAny(" \",;");
        var address = (end < 0 ? rest : rest[..end]).TrimEnd("/.");
        return int.TryParse(address[(address.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
    }
}
