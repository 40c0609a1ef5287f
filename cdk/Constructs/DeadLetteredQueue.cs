using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

internal sealed record DeadLetteredQueueProps
{
    public required Duration Visibility { get; init; }

    /// <summary>How often a message is given out before it is put aside.</summary>
    public required int Tries { get; init; }

    public required Duration Retention { get; init; }
}

/// <summary>A queue with another for what nobody could take; both encrypted, both by TLS only.</summary>
internal sealed class DeadLetteredQueue : Construct
{
    public DeadLetteredQueue(Construct scope, string id, DeadLetteredQueueProps props)
        : base(scope, id)
    {
        Dead = new Queue(this, "Dead", new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            RetentionPeriod = Duration.Days(14),
        });
        Queue = new Queue(this, "Queue", new QueueProps
        {
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
            VisibilityTimeout = props.Visibility,
            RetentionPeriod = props.Retention,
            DeadLetterQueue = new DeadLetterQueue { Queue = Dead, MaxReceiveCount = props.Tries },
        });
    }

    public Queue Queue { get; }

    public Queue Dead { get; }
}
