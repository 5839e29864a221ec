using System.Net;
using System.Net.Sockets;
using System.Text;
using PrivacyGateway.TestSupport;

namespace PrivacyGateway.IntegrationTests.TestSupport;

/// <summary>The stand-in and the raw client against each other: the base of the byte-exact tests.</summary>
public sealed class RecordingTrackDomainTests
{
    [Fact]
    public async Task Track_domain_records_a_request_byte_for_byte()
    {
        await using var domain = new RecordingTrackDomain();
        var sent = Encoding.Latin1.GetBytes("GET /1/wt?p=6,\u00ff,%zz HTTP/1.1\r\nHost:x\r\nX-Odd:  two  \r\nx-odd: again\r\n\r\n");

        await RawClient.SendAsync(domain.Port, sent);

        var request = Assert.Single(domain.Requests);
        Assert.Equal(sent, request.Raw);
        Assert.Equal(("GET", "/1/wt?p=6,\u00ff,%zz"), (request.Method, request.Target));
        Assert.Equal(["two", "again"], request.HeaderValues("X-ODD"));
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task Track_domain_reads_a_body_by_length_and_by_chunks()
    {
        await using var domain = new RecordingTrackDomain();

        await RawClient.SendAsync(domain.Port, RawRequest.Build("POST", "/1/batch", [new("Host", "x")], "?p=1\n?p=2"u8.ToArray()));
        await RawClient.SendAsync(domain.Port,
            "POST /1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\n?p=1\r\nA\r\n0123456789\r\n0\r\n\r\n");

        Assert.Equal(["?p=1\n?p=2", "?p=10123456789"], domain.Requests.Select(request => Encoding.Latin1.GetString(request.Body)));
    }

    [Fact]
    public async Task Track_domain_responds_like_the_real_one_by_default()
    {
        await using var domain = new RecordingTrackDomain();

        var response = await RawClient.SendAsync(domain.Port, "GET /1/wt?p=1 HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal((200, "OK"), (response.Status, response.Reason));
        Assert.Equal(["image/gif"], response.HeaderValues("Content-Type"));
        Assert.Equal(TrackDomainResponses.Gif, response.Body);
        Assert.Equal(43, response.Body.Length);
        Assert.StartsWith(
            "wteid_111111111111111=4260000000000000001;", response.HeaderValues("Set-Cookie").First(), StringComparison.Ordinal);

        domain.Response = _ => "HTTP/1.1 503 Nope\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
        Assert.Equal(503, (await RawClient.SendAsync(domain.Port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).Status);

        domain.Response = _ => [];
        await Assert.ThrowsAsync<IOException>(() => RawClient.SendAsync(domain.Port, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    [Fact]
    public async Task Track_domain_serves_many_requests_over_one_connection()
    {
        await using var domain = new RecordingTrackDomain();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, domain.Port, TestContext.Current.CancellationToken);

        await client.GetStream().WriteAsync(
            "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        var requests = await domain.WaitForAsync(2);
        Assert.Equal(["/a", "/b"], requests.Select(request => request.Target));
        domain.Clear();
        Assert.Empty(domain.Requests);
    }

    [Fact]
    public async Task Client_reads_a_HEAD_response_without_a_body_and_skips_interim_responses()
    {
        await using var domain = new RecordingTrackDomain();
        domain.Response = _ => "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n"u8.ToArray();

        var response = await RawClient.SendAsync(domain.Port, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");

        Assert.Equal(200, response.Status);
        Assert.Empty(response.Body);
    }
}
