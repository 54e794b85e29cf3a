//! Titles out of file and folder names: `09-s3` is "S3", `lambda-edge` is "Lambda@Edge".
//!
//! A name that its writer set in capitals or with spaces is left as it is.

use super::path::without_number;

/// Words, and runs of words, that are not written as they are spelled in a file name.
const KNOWN: &[(&str, &str)] = &[
    ("acl", "ACL"),
    ("acm", "ACM"),
    ("alb", "ALB"),
    ("amazon", "Amazon"),
    ("ami", "AMI"),
    ("amplify", "Amplify"),
    ("api", "API"),
    ("api-gateway", "API Gateway"),
    ("app-sync", "AppSync"),
    ("appconfig", "AppConfig"),
    ("appsync", "AppSync"),
    ("arn", "ARN"),
    ("asg", "ASG"),
    ("athena", "Athena"),
    ("aurora", "Aurora"),
    ("aws", "AWS"),
    ("cdk", "CDK"),
    ("cdn", "CDN"),
    ("ci-cd", "CI/CD"),
    ("cicd", "CI/CD"),
    ("cidr", "CIDR"),
    ("cli", "CLI"),
    ("cloudformation", "CloudFormation"),
    ("cloudfront", "CloudFront"),
    ("cloudtrail", "CloudTrail"),
    ("cloudwatch", "CloudWatch"),
    ("codeartifact", "CodeArtifact"),
    ("codebuild", "CodeBuild"),
    ("codecommit", "CodeCommit"),
    ("codedeploy", "CodeDeploy"),
    ("codepipeline", "CodePipeline"),
    ("cognito", "Cognito"),
    ("cors", "CORS"),
    ("dax", "DAX"),
    ("dlq", "DLQ"),
    ("dns", "DNS"),
    ("dynamodb", "DynamoDB"),
    ("ebs", "EBS"),
    ("ec2", "EC2"),
    ("ecr", "ECR"),
    ("ecs", "ECS"),
    ("efs", "EFS"),
    ("eks", "EKS"),
    ("elastic-beanstalk", "Elastic Beanstalk"),
    ("elasticache", "ElastiCache"),
    ("elb", "ELB"),
    ("eni", "ENI"),
    ("eventbridge", "EventBridge"),
    ("faq", "FAQ"),
    ("fargate", "Fargate"),
    ("fifo", "FIFO"),
    ("git", "Git"),
    ("github", "GitHub"),
    ("glacier", "Glacier"),
    ("graphql", "GraphQL"),
    ("http", "HTTP"),
    ("https", "HTTPS"),
    ("iam", "IAM"),
    ("ip", "IP"),
    ("json", "JSON"),
    ("jwt", "JWT"),
    ("kinesis", "Kinesis"),
    ("kms", "KMS"),
    ("lambda", "Lambda"),
    ("lambda-edge", "Lambda@Edge"),
    ("mfa", "MFA"),
    ("mysql", "MySQL"),
    ("nacl", "NACL"),
    ("nat", "NAT"),
    ("nlb", "NLB"),
    ("nosql", "NoSQL"),
    ("oac", "OAC"),
    ("oai", "OAI"),
    ("oauth", "OAuth"),
    ("opensearch", "OpenSearch"),
    ("parameter-store", "Parameter Store"),
    ("postgresql", "PostgreSQL"),
    ("rds", "RDS"),
    ("redis", "Redis"),
    ("rest", "REST"),
    ("route-53", "Route 53"),
    ("route53", "Route 53"),
    ("s3", "S3"),
    ("sam", "SAM"),
    ("sdk", "SDK"),
    ("secrets-manager", "Secrets Manager"),
    ("sns", "SNS"),
    ("sql", "SQL"),
    ("sqs", "SQS"),
    ("ssh", "SSH"),
    ("ssl", "SSL"),
    ("ssm", "SSM"),
    ("step-functions", "Step Functions"),
    ("sts", "STS"),
    ("systems-manager", "Systems Manager"),
    ("tls", "TLS"),
    ("ttl", "TTL"),
    ("udp", "UDP"),
    ("url", "URL"),
    ("vpc", "VPC"),
    ("vpn", "VPN"),
    ("waf", "WAF"),
    ("websocket", "WebSocket"),
    ("x-ray", "X-Ray"),
    ("xray", "X-Ray"),
    ("yaml", "YAML"),
];

/// The title of a file (without its extension) or folder with this name.
pub(super) fn title(name: &str) -> String {
    let bare = without_number(name.trim());
    if bare.is_empty() {
        return "Untitled".to_owned();
    }
    if bare.contains(' ') {
        return bare.to_owned();
    }
    let words: Vec<&str> = bare
        .split(['-', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_styled = bare.chars().any(char::is_uppercase);
    let spelled = if is_styled {
        words.join(" ")
    } else {
        spelled(&words).join(" ")
    };
    capitalized(if spelled.is_empty() { bare } else { &spelled })
}

fn spelled(words: &[&str]) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some((first, others)) = rest.split_first() {
        let pair = others
            .first()
            .and_then(|second| known(&format!("{first}-{second}")));
        if let Some(pair) = pair {
            out.push(pair.to_owned());
            rest = others.get(1..).unwrap_or_default();
        } else {
            out.push(known(first).unwrap_or(first).to_owned());
            rest = others;
        }
    }
    out
}

fn known(word: &str) -> Option<&'static str> {
    KNOWN
        .binary_search_by(|(key, _)| (*key).cmp(word))
        .ok()
        .and_then(|at| KNOWN.get(at))
        .map(|(_, written)| *written)
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_for_the_search() {
        assert!(KNOWN.is_sorted_by(|(a, _), (b, _)| a < b));
    }

    #[test]
    fn names_become_titles() {
        let check = |name: &str, expected: &str| assert_eq!(title(name), expected, "{name}");
        check("09-s3", "S3");
        check("19-lambda-edge", "Lambda@Edge");
        check("04-dead-letter-queues", "Dead letter queues");
        check("01-iam-and-security", "IAM and security");
        check("21-api-gateway-cognito", "API Gateway Cognito");
        check("Trip to Japan", "Trip to Japan");
        check("My_AWS-notes", "My AWS notes");
        check("2024-01-15", "2024 01 15");
        check("---", "---");
    }
}
