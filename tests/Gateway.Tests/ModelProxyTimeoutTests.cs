using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ModelProxyTimeoutTests
{
    private const string Ask =
        """{"model":"m","stream":true,"tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"hi"}]}""";

    private static readonly TimeSpan Longer = TimeSpan.FromMinutes(11);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_never_answers_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var stub = await ModelStub.StartAsync(Token);
        await using var gateway = Gateway(stub.BaseAddress, time);
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));
        stub.Fail(new Fault.Hang());

        var asking = PostAsync(client);
        var seen = await stub.Log.WaitForAsync(_ => true, Token);
        time.Advance(Longer);
        using var response = await asking.WaitAsync(StreamExtensions.Patience, Token);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.False(await seen.Ended.WaitAsync(StreamExtensions.Patience, Token));
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_cut_rather_than_ended()
    {
        var time = new FakeTimeProvider();
        await using var stub = await ModelStub.StartAsync(Token);
        await using var gateway = Gateway(stub.BaseAddress, time);
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));
        stub.Fail(new Fault.Stall());
        using var response = await PostAsync(client);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);
        await stream.ReadUntilAsync("message_start", Token);

        time.Advance(Longer);

        await Assert.ThrowsAnyAsync<IOException>(
            () => stream.CopyToAsync(Stream.Null, Token).WaitAsync(StreamExtensions.Patience, Token));
    }

    [Fact]
    public async Task A_model_that_cannot_be_reached_is_a_bad_gateway()
    {
        var stub = await ModelStub.StartAsync(Token);
        var nobody = stub.BaseAddress;
        await stub.DisposeAsync();
        await using var gateway = Gateway(nobody, TimeProvider.System);
        using var client = gateway.ApiClient(await gateway.OpenAsync(Token));

        using var response = await PostAsync(client);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    private static GatewayFixture Gateway(Uri model, TimeProvider time) =>
        new(
            new GatewayOptions { ModelBaseAddress = model, ModelKey = "key", AllowPackageRegistry = false },
            services => services.AddSingleton(time));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = new StringContent(Ask, Encoding.UTF8, "application/json"),
        };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
