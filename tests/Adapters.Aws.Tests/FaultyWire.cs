using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Amazon.Runtime;

namespace TmuxBuilder.Adapters.Aws.Tests;

/// <summary>
/// The way from a client to the emulator. It remembers what went over it, and can lose, delay or answer calls itself.
/// </summary>
internal sealed class FaultyWire : HttpClientFactory
{
    private readonly ConcurrentQueue<Call> calls = new();
    private volatile Func<Call, Task<Fault?>> faults = Whole;

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<Call> Calls => [.. calls];

    public void Forget() => calls.Clear();

    /// <summary>Asks for every call what shall come of it.</summary>
    public void Break(Func<Call, Fault?> fault) => BreakEach(call => Task.FromResult(fault(call)));

    /// <inheritdoc cref="Break"/>
    public void BreakEach(Func<Call, Task<Fault?>> fault) => faults = fault;

    public void Heal() => faults = Whole;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    /// <summary>Breaks the calls of an operation that come next, one fault for each.</summary>
    public void BreakNext(string operation, params IEnumerable<Fault> some)
    {
        var left = new ConcurrentQueue<Fault>(some);
        Break(call => call.Operation == operation && left.TryDequeue(out var fault) ? fault : null);
    }

    private static Task<Fault?> Whole(Call call) => Task.FromResult<Fault?>(null);

    /// <param name="Operation">Such as <c>TransactWriteItems</c>.</param>
    /// <param name="Signed">The time that it was signed with.</param>
    internal sealed record Call(string Operation, string Body, DateTimeOffset Signed);

    /// <summary>What comes of a call instead of its answer.</summary>
    /// <param name="IsDone">The emulator does it all the same: only the answer is lost.</param>
    /// <param name="Code">The error that is answered; <see langword="null"/> when the connection breaks.</param>
    /// <param name="Date">The time that the service says it is.</param>
    internal sealed record Fault(
        bool IsDone, HttpStatusCode Status, string? Code, string? Body = null, DateTimeOffset? Date = null)
    {
        public static Fault Lost { get; } = new(true, default, null);

        public static Fault Cut { get; } = new(false, default, null);

        /// <summary>Nothing is ever answered.</summary>
        public static Fault Silent { get; } = new(false, HttpStatusCode.RequestTimeout, null);

        public static Fault Refused(string code) => new(false, HttpStatusCode.BadRequest, code);

        public static Fault Failing(HttpStatusCode status) => new(false, status, "InternalServerError");
    }

    private sealed class Handler(FaultyWire wire) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var target = Header(request, "X-Amz-Target");
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var signed = DateTimeOffset.ParseExact(
                Header(request, "X-Amz-Date"),
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal);
            var call = new Call(target.Split('.')[^1], body, signed);
            wire.calls.Enqueue(call);
            if (await wire.faults(call) is not { } fault)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (fault.IsDone)
            {
                using var done = await base.SendAsync(request, cancellationToken);
            }

            if (fault == Fault.Silent)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return fault.Code is { } code
                ? new HttpResponseMessage(fault.Status)
                {
                    Headers = { Date = fault.Date },
                    Content = new StringContent(
                        fault.Body ?? $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"no"}""",
                        Encoding.UTF8,
                        "application/x-amz-json-1.0"),
                }
                : throw new HttpRequestException("The connection broke.");
        }

        private static string Header(HttpRequestMessage request, string name) =>
            request.Headers.TryGetValues(name, out var values) ? values.First() : "";
    }
}
