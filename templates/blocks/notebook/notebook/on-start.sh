#!/bin/bash
# Runs at every start of the notebook instance, as root, for five minutes at most: what takes longer goes on behind it.
set -euo pipefail

aws s3 cp "s3://@ASSETS@/@IDLE@" /home/ec2-user/stop-when-idle.py
echo '*/5 * * * * root PATH=/usr/local/bin:/usr/bin:/bin AWS_DEFAULT_REGION=@REGION@ python3 /home/ec2-user/stop-when-idle.py @NAME@ @MINUTES@ || true' > /etc/cron.d/stop-when-idle

# what people have written is theirs
if [ ! -e /home/ec2-user/SageMaker/curated-events.ipynb ]; then
  aws s3 cp "s3://@ASSETS@/@NOTEBOOK@" /home/ec2-user/SageMaker/curated-events.ipynb
  chown ec2-user:ec2-user /home/ec2-user/SageMaker/curated-events.ipynb
fi

nohup sudo -u ec2-user -i bash -c 'source /home/ec2-user/anaconda3/bin/activate JupyterSystemEnv && pip install --quiet aws-glue-sessions && install-glue-kernels' > /var/log/glue-kernels.log 2>&1 &
