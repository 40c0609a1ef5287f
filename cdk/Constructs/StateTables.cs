using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The tables, as <see cref="TableDefinition"/> says them; DynamoDB encrypts every table by itself.</summary>
internal sealed class StateTables : Construct
{
    public StateTables(Construct scope, string id, StageNames names, RemovalPolicy removal)
        : base(scope, id)
    {
        Main = Make("Main", TableDefinition.Main);
        Resources = Make("Resources", TableDefinition.Resources);

        Table Make(string part, TableDefinition definition)
        {
            var table = new Table(this, part, new TableProps
            {
                TableName = names.Table(definition),
                PartitionKey = Text(TableDefinition.PartitionKey),
                SortKey = Text(TableDefinition.SortKey),
                BillingMode = BillingMode.PAY_PER_REQUEST,
                PointInTimeRecovery = true,
                TimeToLiveAttribute = definition.TimeToLive,
                DeletionProtection = removal == RemovalPolicy.RETAIN,
                RemovalPolicy = removal,
            });
            foreach (var index in definition.Indexes)
            {
                table.AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
                {
                    IndexName = index.Name,
                    PartitionKey = Text(index.PartitionKey),
                    SortKey = Text(index.SortKey),
                    ProjectionType = ProjectionType.INCLUDE,
                    NonKeyAttributes = [.. definition.Projected],
                });
            }

            return table;
        }
    }

    public Table Main { get; }

    public Table Resources { get; }

    private static Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
