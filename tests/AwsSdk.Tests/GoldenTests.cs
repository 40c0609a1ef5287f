namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>At the wire our clients and botocore cannot be told apart.</summary>
public sealed class GoldenTests
{
    private static readonly string[] Services = ["iam", "apigatewaymanagementapi", "cloudfront"];

    public static TheoryData<string, string> Recorded()
    {
        var data = new TheoryData<string, string>();
        foreach (var service in Services)
        {
            foreach (var name in Golden.Of(service).Keys)
            {
                data.Add(service, name);
            }
        }

        return data;
    }

    [Fact]
    public void Every_call_has_its_recording_and_every_recording_its_call() =>
        Assert.All(Services, service => Assert.Equal(Golden.Of(service).Keys.Order(), Calls.Of(service).Keys.Order()));

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_request_says_what_botocores_says(string service, string name)
    {
        var golden = Golden.Of(service)[name];

        var sent = await SendAsync(service, name);

        Assert.Equal(golden.Method, sent.Method);
        Assert.Equal(golden.Host, sent.Headers["host"]);
        Assert.Equal(Uri.UnescapeDataString(golden.Path), Uri.UnescapeDataString(sent.Path));
        Assert.Equal(golden.Path.Split('/').Length, sent.Path.Split('/').Length);
        Assert.Equal(Golden.Form(golden.Query), Golden.Form(sent.Query));
        Assert.Equal(Golden.Canonical(golden.Body), Golden.Canonical(sent.Body));
        Assert.Equal(golden.Headers.GetValueOrDefault("if-match"), sent.Headers.GetValueOrDefault("if-match"));
        if (golden.Headers.TryGetValue("content-type", out var type))
        {
            Assert.Equal(type, sent.Headers["content-type"]);
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_request_is_signed_as_botocores_is(string service, string name)
    {
        var golden = Golden.Of(service)[name].Headers["authorization"];

        var sent = await SendAsync(service, name);

        var authorization = sent.Headers["authorization"];
        Assert.Equal(
            SignatureV4.Expected(
                sent.Method, sent.Path, sent.Query, header => sent.Headers[header], sent.Body, authorization),
            authorization);
        Assert.Equal(SignatureV4.Scope(golden), SignatureV4.Scope(authorization));
        Assert.Subset(
            SignatureV4.SignedHeaders(authorization).ToHashSet(), SignatureV4.SignedHeaders(golden).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void The_signature_that_is_expected_is_the_one_botocore_made(string service, string name)
    {
        var golden = Golden.Of(service)[name];

        var expected = SignatureV4.Expected(
            golden.Method, golden.Path, golden.Query,
            header => header == "host" ? golden.Host : golden.Headers[header],
            golden.Body, golden.Headers["authorization"]);

        Assert.Equal(golden.Headers["authorization"], expected);
    }

    private static async Task<Received> SendAsync(string service, string name)
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, Calls.Answer(service, name));
        await Calls.Of(service)[name](loopback);
        return Assert.Single(loopback.Requests);
    }
}
