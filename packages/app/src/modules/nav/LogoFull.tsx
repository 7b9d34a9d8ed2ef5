import { makeStyles } from '@material-ui/core';
import { LogoIcon } from './LogoIcon';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    color: '#ffffff',
    fontSize: 20,
    fontWeight: 700,
    whiteSpace: 'nowrap',
  },
});

export const LogoFull = () => (
  <span className={useStyles().root}>
    <LogoIcon />
    LLM-Ops
  </span>
);
