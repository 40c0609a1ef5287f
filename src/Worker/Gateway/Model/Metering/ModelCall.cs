using TmuxBuilder.Agent.Model;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Model.Metering;

/// <summary>One call on its way through the proxy, told to the observers.</summary>
internal sealed class ModelCall(
    SessionId session, bool isSubagent, IReadOnlyList<IModelObserver> observers, IModelGate? gate, TimeProvider time)
{
    /// <summary>Between two looks at what a stream costs; some fifty words.</summary>
    private const long LookEvery = 256;

    /// <summary>
    /// The most that a model reads unless it is asked otherwise, in tokens; pictures are long, not dear.
    /// </summary>
    private const long MostInput = 200_000;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);
    private static long calls;

    private readonly long number = Interlocked.Increment(ref calls);
    private readonly RequestPeek asked = new();
    private readonly Lock sync = new();
    private AnswerPeek? answer;
    private int? status;
    private TimeSpan? retryAfter;
    private long lastProgress;
    private ModelUsage? lookedAt;
    private long lookedAfter;
    private ModelRefusal? refusal;
    private bool began;
    private bool ended;
    private volatile bool wentUp;

    private ModelCallKind Kind => isSubagent ? ModelCallKind.Subagent
        : asked.OffersTools ? ModelCallKind.Main
        : ModelCallKind.Auxiliary;

    // An answer that began well and ends with an error means what it would have meant at once.
    private int? Status => refusal is { } why ? why.Status
        : status < 400 && ErrorTypes.StatusOf(answer?.ErrorType) is { } meant ? meant : status;

    /// <summary>Why the call must not go up, and it is over then; <see langword="null"/> when it may.</summary>
    public async ValueTask<ModelRefusal?> AdmitAsync(CancellationToken cancellationToken)
    {
        if (gate is null)
        {
            return null;
        }

        refusal = await gate.AdmitAsync(session, number, cancellationToken);
        if (refusal is not null)
        {
            End();
        }

        return refusal;
    }

    /// <summary>
    /// Why the stream must not go on, and the call is over then. What it cost so far is charged, counted by its length
    /// where the model has not said so yet.
    /// </summary>
    public ModelRefusal? Cut()
    {
        if (gate is null || ended || answer is not { IsStream: true } stream
            || (stream.Usage == lookedAt && stream.Heard - lookedAfter < LookEvery))
        {
            return null;
        }

        (lookedAt, lookedAfter) = (stream.Usage, stream.Heard);
        refusal = gate.Used(session, number, stream.Model ?? asked.Model, stream.UsageSoFar);
        if (refusal is not null)
        {
            End();
        }

        return refusal;
    }

    /// <summary>The request's body, looked at as it passes.</summary>
    public Stream Watch(Stream body) => new PeekedBody(body, asked, WentUp);

    /// <summary>The model answers: its body comes next.</summary>
    public void Answered(HttpResponseMessage response)
    {
        Begin();
        status = (int)response.StatusCode;
        retryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };
        answer = new AnswerPeek(response.Content.Headers.ContentType?.MediaType == "text/event-stream");
    }

    /// <summary>Part of the answer, before it goes on to the agent.</summary>
    public void Passing(ReadOnlySpan<byte> part)
    {
        if (answer?.Read(part) == true)
        {
            End();
        }
        else if (time.GetElapsedTime(lastProgress) >= ProgressInterval)
        {
            lastProgress = time.GetTimestamp();
            foreach (var observer in observers)
            {
                observer.Progressed(session, number);
            }
        }
    }

    /// <summary>The body came to its end.</summary>
    public void Complete()
    {
        answer?.Complete();
        End();
    }

    /// <summary>Tells that the call is over, once; whatever was not told by then did not come.</summary>
    /// <param name="dropped">Whether the agent left it.</param>
    public void End(bool dropped = false)
    {
        Begin();
        lock (sync)
        {
            if (ended)
            {
                return;
            }

            ended = true;
        }

        var end = new ModelCallEnd(
            Kind,
            answer?.Model ?? asked.Model,
            answer?.MessageId,
            Status,
            answer?.StopReason,
            answer?.IsWhole ?? false,
            Charged(dropped),
            refusal?.ErrorType ?? answer?.ErrorType,
            retryAfter);
        foreach (var observer in observers)
        {
            observer.Ended(session, number, end);
        }
    }

    /// <summary>
    /// What the model counted, and by its length what it did not come to count. A provider bills what it has read
    /// though nobody waits for the answer any more, so an agent that leaves early pays for its request.
    /// </summary>
    private ModelUsage Charged(bool dropped)
    {
        if (status >= 300)
        {
            return answer?.Usage ?? ModelUsage.None;
        }

        var used = answer?.UsageSoFar ?? ModelUsage.None;
        var isBilled = wentUp && answer?.ErrorType is null && (dropped || status is not null);
        return isBilled && used is { Input: 0, CacheRead: 0, CacheWrite: 0 }
            ? used with { Input = Math.Min(MostInput, asked.Length / AnswerPeek.TokenBytes) }
            : used;
    }

    private void WentUp()
    {
        wentUp = true;
        Begin();
    }

    private void Begin()
    {
        lock (sync)
        {
            if (began)
            {
                return;
            }

            began = true;
        }

        foreach (var observer in observers)
        {
            observer.Began(session, number, Kind);
        }
    }
}
