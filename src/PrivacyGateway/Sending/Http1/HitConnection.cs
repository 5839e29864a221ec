using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Threading.Tasks.Sources;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// A connection that carries one hit at a time. While nothing is asked a read is pending, which costs nothing (the answer's first read is just
/// begun early) and tells at once when the other side hangs up, or says something unasked.
/// </summary>
internal sealed class HitConnection : IValueTaskSource<int>
{
    /// <summary>An answer's head as a rule; longer lines get a larger one.</summary>
    private const int UsualBuffer = 4096;

    private const int Busy = 0;
    private const int Idle = 1;
    private const int Ended = 2;

    private readonly HitConnections _pool;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Action _onRead;
    private readonly AnswerReader _reader = new();
    private readonly long _openedAt;
    private ManualResetValueTaskSourceCore<int> _arrival;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private byte[] _buffer = new byte[UsualBuffer];
    private int _filled;
    private long _idleSince;
    private TimeSpan _keepsFor = TimeSpan.MaxValue;
    private bool _isKept;
    private volatile bool _hasRead;
    private int _state = Busy;
    private int _isClosed;

    public HitConnection(HitConnections pool, Socket socket, Stream stream, TimeProvider time)
    {
        (_pool, _socket, _stream, _time, _onRead) = (pool, socket, stream, time, OnRead);
        _openedAt = time.GetTimestamp();
        BeginRead();
    }

    /// <summary>Sends a request and reads its answer. Whatever goes wrong, the connection is of no more use then.</summary>
    /// <exception cref="HttpRequestException">There was no whole answer.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<AnswerMessage> ExchangeAsync(RequestBytes request, CancellationToken cancellationToken)
    {
        // What was said before anything was asked is nobody's answer.
        if (_hasRead)
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The track domain spoke, or hung up, before it was asked.");
        _reader.Begin(request.IsHead);
        var isWritten = false;

        // A hit that is given up leaves half a request or half an answer behind.
        using var cancelling = cancellationToken.UnsafeRegister(static connection => ((HitConnection)connection!)._socket.Dispose(), this);
        try
        {
            isWritten = await TryWriteAsync(request);
            while (true)
            {
                Take(await new ValueTask<int>(this, _arrival.Version));
                if (_reader.IsComplete)
                    break;
                BeginRead();
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw AnswerError.Ended(exception);
        }

        _isKept = isWritten && _reader.KeepsConnection && _filled == 0;
        _keepsFor = _reader.KeepsFor ?? TimeSpan.MaxValue;
        return _reader.Take();
    }

    /// <returns>False if the other side stopped listening: it may have said why, so that its answer is still to be read.</returns>
    private async ValueTask<bool> TryWriteAsync(RequestBytes request)
    {
        try
        {
            await _stream.WriteAsync(request.First, CancellationToken.None);
            if (!request.Rest.IsEmpty)
                await _stream.WriteAsync(request.Rest, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Waits for what must not come.</summary>
    /// <returns>False if the connection is of no more use.</returns>
    public bool TryReadAhead()
    {
        if (!_isKept)
            return false;
        if (_buffer.Length > UsualBuffer)
            _buffer = new byte[UsualBuffer];
        BeginRead();
        _idleSince = _time.GetTimestamp();
        return !_hasRead;
    }

    /// <summary>From now on it closes itself when the other side does, or says anything.</summary>
    /// <returns>False if that has happened already.</returns>
    public bool TryRest()
    {
        Interlocked.Exchange(ref _state, Idle);
        return !_hasRead || Interlocked.CompareExchange(ref _state, Ended, Idle) != Idle;
    }

    /// <returns>False if it has come to its end while nobody looked.</returns>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Busy, Idle) == Idle && !_hasRead;

    /// <summary>Whether it is too old to be used again.</summary>
    public bool IsExpired(TimeSpan lifetime, TimeSpan idleTime) =>
        _time.GetElapsedTime(_openedAt) >= lifetime || (_time.GetElapsedTime(_idleSince) is var idle && (idle >= idleTime || idle + HitConnections.Margin >= _keepsFor));

    /// <returns>False if somebody else has closed it.</returns>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return false;
        _socket.Dispose();
        _stream.Dispose();
        return true;
    }

    int IValueTaskSource<int>.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    private void BeginRead()
    {
        _arrival.Reset();
        _hasRead = false;
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        try
        {
            var read = _stream.ReadAsync(_buffer.AsMemory(_filled), CancellationToken.None);
            _read = read.ConfigureAwait(false).GetAwaiter();
        }
        catch (Exception exception)
        {
            _hasRead = true;
            _arrival.SetException(AsIOException(exception));
            return;
        }

        if (_read.IsCompleted)
            OnRead();
        else
            _read.UnsafeOnCompleted(_onRead);
    }

    private void OnRead()
    {
        var (count, failure) = (0, (Exception?)null);
        try
        {
            count = _read.GetResult();
        }
        catch (Exception exception)
        {
            // Nobody stands above this method who could catch anything.
            failure = AsIOException(exception);
        }

        // Said before the state is looked at, as TryRest and TryTake look in the opposite order: one of both sides notices.
        _hasRead = true;
        if (Interlocked.CompareExchange(ref _state, Ended, Idle) == Idle)
            _pool.Close(this);
        else if (failure is null)
            _arrival.SetResult(count);
        else
            _arrival.SetException(failure);
    }

    private static IOException AsIOException(Exception exception) => exception as IOException ?? new IOException("The connection cannot be read.", exception);

    private void Take(int count)
    {
        if (count == 0)
        {
            _reader.Close();
            return;
        }

        _filled += count;
        var done = _reader.Read(_buffer.AsSpan(0, _filled));
        _buffer.AsSpan(done, _filled - done).CopyTo(_buffer);
        _filled -= done;
    }
}
