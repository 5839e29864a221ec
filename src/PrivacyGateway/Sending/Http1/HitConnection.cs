using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace PrivacyGateway.Sending.Http1;

/// <summary>
/// A connection that carries one hit at a time. A read is pending before each exchange and while the connection is idle. It costs nothing,
/// because the read of the next response merely starts early, and it shows at once that the peer closed the connection or sent data.
/// </summary>
/// <remarks>
/// Transitions: a new connection is Busy. <see cref="ExchangeAsync"/>: Busy → AwaitingResponse → Busy. <see cref="TryPark"/>: Busy → Idle.
/// <see cref="TryClaim"/>: Idle → Busy. <see cref="OnRead"/>: Idle → Closed (final), or Busy → UnexpectedData (final, unless a request was
/// being written: then the data is the start of the response). The owner, that is, the caller that rented the connection, must not begin an
/// exchange before the previous one has completed, and must close the connection after an exception. Other threads may call only
/// <see cref="Expire"/> and <see cref="Close"/>. Invariant: at most one read is pending.
/// </remarks>
internal sealed class HitConnection : IValueTaskSource<UpstreamResponse>
{
    /// <summary>Rented, without a request in flight.</summary>
    private const int Busy = 0;
    /// <summary>Parked in the pool.</summary>
    private const int Idle = 1;
    /// <summary>The peer closed the connection or sent data while it was idle.</summary>
    private const int Closed = 2;
    /// <summary>A read completed while no response was awaited.</summary>
    private const int UnexpectedData = 3;
    /// <summary>The request is written, and the response is being read.</summary>
    private const int AwaitingResponse = 4;

    private readonly HitConnections _pool;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly Action _onRead;
    private readonly ResponseReader _reader = new();
    private readonly long _openedAt;
    private ManualResetValueTaskSourceCore<UpstreamResponse> _exchange;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private ReadBuffer _buffer = new();
    private long _idleSince;
    private TimeSpan _keepAliveTimeout = TimeSpan.MaxValue;
    private bool _isWritten;
    private bool _isReusable;
    private Deadline? _expiredDeadline;
    private int _state = Busy;
    private int _isClosed;

    public HitConnection(HitConnections pool, Socket socket, Stream stream, TimeProvider time)
    {
        (_pool, _socket, _stream, _time, _onRead) = (pool, socket, stream, time, OnRead);
        _openedAt = time.GetTimestamp();
        BeginRead();
    }

    /// <summary>Whether the connection is for anonymous hits. It never carries hits of the other kind.</summary>
    public required bool IsAnonymous { get; init; }

    /// <summary>Sends a request and reads its response. The caller must own the connection, and must close it after an exception.</summary>
    /// <exception cref="HttpRequestException">There is no complete response.</exception>
    public ValueTask<UpstreamResponse> ExchangeAsync(RequestBytes request, CancellationToken cancellationToken)
    {
        Debug.Assert(Volatile.Read(ref _state) is Busy or UnexpectedData, "The connection is not rented, or an exchange is in progress.");

        // Data that arrived before the request is not its response.
        if (Volatile.Read(ref _state) == UnexpectedData)
            throw new HttpRequestException(
                HttpRequestError.ConnectionError, "The track domain closed the connection or sent data before the request.");
        _reader.Begin(request.IsHead);
        _exchange.Reset();
        var writing = request.TryWriteToAsync(_stream);
        return writing.IsCompletedSuccessfully && !cancellationToken.CanBeCanceled
            ? AwaitResponse(writing.Result)
            : ExchangeSlowlyAsync(writing, cancellationToken);
    }

    /// <summary>Aborts the exchange in progress, because its deadline has passed. May be called by any thread.</summary>
    public void Expire(Deadline deadline)
    {
        _expiredDeadline = deadline;
        _socket.Dispose();
    }

    /// <summary>
    /// Begins the read that stays pending while the connection is idle. The caller must own the connection, and the exchange must have
    /// completed. Returns false if the connection cannot be reused.
    /// </summary>
    public bool TryReadAhead()
    {
        Debug.Assert(Volatile.Read(ref _state) == Busy, "An exchange is in progress.");
        if (!_isReusable)
            return false;
        _buffer.Shrink();
        BeginRead();
        _idleSince = _time.GetTimestamp();
        return Volatile.Read(ref _state) == Busy;
    }

    /// <summary>
    /// Makes the connection idle: it closes itself if the peer closes it or
    /// sends data. The caller must call <see cref="TryReadAhead"/> before.
    /// </summary>
    /// <returns>False if the peer has already closed it or sent data.</returns>
    public bool TryPark()
    {
        Debug.Assert(Volatile.Read(ref _state) is Busy or UnexpectedData, "The connection is not rented, or an exchange is in progress.");
        return Interlocked.CompareExchange(ref _state, Idle, Busy) == Busy;
    }

    /// <summary>Takes ownership of an idle connection. Returns false if the peer closed it while idle.</summary>
    public bool TryClaim()
    {
        Debug.Assert(Volatile.Read(ref _state) is Idle or Closed, "The connection is not idle.");
        return Interlocked.CompareExchange(ref _state, Busy, Idle) == Idle;
    }

    /// <summary>Whether the connection must not be reused because of its age or idle time.</summary>
    public bool IsTooOld(TimeSpan lifetime, TimeSpan idleTime)
    {
        var now = _time.GetTimestamp();
        var idle = _time.GetElapsedTime(_idleSince, now);
        return _time.GetElapsedTime(_openedAt, now) >= lifetime || idle >= idleTime || idle + HitConnections.Margin >= _keepAliveTimeout;
    }

    /// <summary>Closes the connection. May be called by any thread, more than once.</summary>
    /// <returns>False if it was closed before. Only the caller that gets true may release its slot in the pool.</returns>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
            return false;
        _socket.Dispose();
        _stream.Dispose();
        return true;
    }

    UpstreamResponse IValueTaskSource<UpstreamResponse>.GetResult(short token) => _exchange.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<UpstreamResponse>.GetStatus(short token) => _exchange.GetStatus(token);

    void IValueTaskSource<UpstreamResponse>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _exchange.OnCompleted(continuation, state, token, flags);

    /// <summary>
    /// The slow path, for a long body or an exchange that can be cancelled.
    /// Cancellation closes the socket, because the exchange is then incomplete.
    /// </summary>
    private async ValueTask<UpstreamResponse> ExchangeSlowlyAsync(ValueTask<bool> writing, CancellationToken cancellationToken)
    {
        using var cancelling = cancellationToken.UnsafeRegister(static connection => ((HitConnection)connection!)._socket.Dispose(), this);
        try
        {
            return await AwaitResponse(await writing);
        }
        catch (HttpRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    private ValueTask<UpstreamResponse> AwaitResponse(bool isWritten)
    {
        _isWritten = isWritten;
        var response = new ValueTask<UpstreamResponse>(this, _exchange.Version);

        // The response may have begun to arrive while the request was written.
        if (Interlocked.CompareExchange(ref _state, AwaitingResponse, Busy) != Busy)
        {
            Volatile.Write(ref _state, AwaitingResponse);
            ReadResponse();
        }

        return response;
    }

    private void BeginRead()
    {
        if (TryRead())
            OnRead();
    }

    /// <returns>Whether the read has completed. If not, <see cref="OnRead"/> is called when it does.</returns>
    private bool TryRead()
    {
        ValueTask<int> read;
        try
        {
            read = _stream.ReadAsync(_buffer.GetFree(), CancellationToken.None);
        }
        catch (Exception exception) when (RequestBytes.IsConnectionFailure(exception))
        {
            read = ValueTask.FromException<int>(exception);
        }

        _read = read.ConfigureAwait(false).GetAwaiter();

        if (_read.IsCompleted)
            return true;
        _read.UnsafeOnCompleted(_onRead);
        return false;
    }

    private void OnRead()
    {
        if (Interlocked.CompareExchange(ref _state, Closed, Idle) == Idle)
            _pool.Close(this);
        else if (Interlocked.CompareExchange(ref _state, UnexpectedData, Busy) != Busy)
            ReadResponse();
    }

    /// <summary>Processes the completed read, and further reads as long as they complete synchronously.</summary>
    private void ReadResponse()
    {
        Debug.Assert(Volatile.Read(ref _state) == AwaitingResponse, "No response is awaited.");
        try
        {
            // As soon as a read is pending, another thread may complete it and enter this method.
            for (Process(_read.GetResult()); !_reader.IsComplete; Process(_read.GetResult()))
            {
                if (!TryRead())
                    return;
            }
        }
        catch (Exception exception)
        {
            _exchange.SetException(
                exception is HttpRequestException ? exception : _expiredDeadline?.Expired() ?? (Exception)ResponseError.Ended(exception));
            return;
        }

        _isReusable = _isWritten && _reader.KeepsConnection && _buffer.IsEmpty;
        _keepAliveTimeout = _reader.KeepAliveTimeout ?? TimeSpan.MaxValue;
        Volatile.Write(ref _state, Busy);
        _exchange.SetResult(_reader.Take());
    }

    private void Process(int count)
    {
        if (count == 0)
            _reader.Close();
        else
            _buffer.Consume(_reader.Read(_buffer.Add(count)));
    }
}
